/**
 * @name jnd-encode
 * @description Encodes every shot of the video as coarsely as it can be before viewers notice
 * @help Needs jnd-encode on the processing node. Progress and the saving are shown while it runs.
 * @author jnd-encode
 * @uid 0f2f6f0a-4a5e-4b0c-9d5d-6d7f3a2c9b41
 * @revision 1
 * @minimumVersion 24.0.0.0
 * @param {string} Program The jnd-encode program: a name on the node's PATH, or a path; empty for the variable jnd-encode, or else that name
 * @param {string} Target JND1, JND2, JND3 or a number between; empty for JND1
 * @param {string} Preset A preset, such as archive, streaming, hevc-archive; empty for default
 * @param {string} Container mkv, mp4, mov or ts; empty for that of the file, or mkv where it cannot hold the encode
 * @param {int} MaxEncodedPercent A video that stays larger than this part of the source is thrown away (output 2); 0 keeps every encode
 * @param {string} Options Further options, such as --verify --refine 1
 * @output Encoded: the encode is the working file
 * @output Nothing to gain: the working file is as it was
 * @output Frames were lost, or the encode is outside of what --verify demands: the working file is as it was
 */
function Script(Program, Target, Preset, Container, MaxEncodedPercent, Options)
{
    let program = textOf(Program) || Flow.GetToolPath('jnd-encode') || 'jnd-encode';
    let folder = Flow.TempPath + '/' + Flow.NewGuid();
    let container = textOf(Container);
    let words = [
        Flow.WorkingFile,
        // FileFlows knows the encode by the script alone: its name is free, its ending is not.
        '-o', container ? folder + '/encode.' + container : folder + '/',
        '--target', textOf(Target) || 'JND1',
        '--preset', textOf(Preset) || 'default',
        '--progress', 'json'
    ];
    if (MaxEncodedPercent > 0)
        words.push('--max-encoded-percent', '' + MaxEncodedPercent);
    words = words.concat(wordsOf(textOf(Options)));

    let seen = {};
    let args = new ExecuteArgs();
    args.command = program;
    args.argumentList = words;
    args.add_Output((line) => show(line, seen));
    let ended = Flow.Execute(args);

    if (ended.exitCode === 0 && seen.done)
    {
        Flow.AdditionalInfoRecorder('Saved', Math.round(100 * seen.done.videoSaved) + ' % of the video', 1000);
        if (seen.done.sourceKept)
        {
            Logger.ILog('Nothing to gain: the video would have ' + seen.done.videoBytes + ' bytes of ' + seen.done.videoSourceBytes);
            return 2;
        }
        Flow.SetWorkingFile(seen.done.output);
        return 1;
    }
    let reason = 'jnd-encode: ' + (seen.error ? seen.error.message : 'it ended with exit code ' + ended.exitCode);
    if (ended.exitCode === 6)
    {
        Logger.WLog(reason);
        return 3;
    }
    Logger.ELog(reason);
    return Flow.Fail(reason);
}

/** Shows one line of the program's progress. */
function show(line, seen)
{
    let event;
    try
    {
        event = JSON.parse(line);
    }
    catch (error)
    {
        return;
    }
    if (event.type === 'progress' && event.frames > 0)
        Flow.PartPercentageUpdate(Math.min(100, 100 * event.framesEncoded / event.frames));
    else if (event.type === 'warning')
        Logger.WLog(event.message);
    else if (event.type === 'done' || event.type === 'error')
        seen[event.type] = event;
}

/** What a field holds, without blanks around it; empty where nothing was entered. */
function textOf(field)
{
    return field === undefined || field === null ? '' : String(field).trim();
}

/** The words of a line: blanks part them, quotes hold them together. */
function wordsOf(line)
{
    return (line.match(/(?:[^\s"']|"[^"]*"|'[^']*')+/g) || []).map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}
