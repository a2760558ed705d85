'use strict';

// A flow plugin for Tdarr: encodes the working file with jnd-encode. What it does with exit codes: ../../../README.md
const { spawn } = require('child_process');
const fs = require('fs');
const path = require('path');

const text = (label, name, defaultValue, tooltip) => ({
  label,
  name,
  type: 'string',
  defaultValue,
  inputUI: { type: 'text' },
  tooltip,
});

const details = () => ({
  name: 'jnd-encode',
  description: 'Encodes every shot of the video as coarsely as it can be before viewers notice',
  style: { borderColor: 'green' },
  tags: 'video',
  isStartPlugin: false,
  pType: '',
  requiresVersion: '2.11.01',
  sidebarPosition: -1,
  icon: '',
  inputs: [
    text('Program', 'program', 'jnd-encode', 'The jnd-encode program: a name on the PATH of the node, or a path'),
    text('Target', 'target', 'JND1', 'JND1, JND2, JND3 or a number between: 1.5 lies half-way from JND1 to JND2'),
    text('Preset', 'preset', 'default', 'A preset of jnd-encode, such as archive, streaming, hevc-archive'),
    {
      label: 'Container',
      name: 'container',
      type: 'string',
      defaultValue: 'original',
      inputUI: { type: 'dropdown', options: ['original', 'mkv', 'mp4', 'mov', 'ts'] },
      tooltip: 'original: that of the file, or mkv where it cannot hold the encode',
    },
    {
      label: 'Largest encode in percent',
      name: 'maxEncodedPercent',
      type: 'number',
      defaultValue: '95',
      inputUI: { type: 'text' },
      tooltip: 'A video that stays larger than this part of the source is thrown away: output 2',
    },
    text('More options', 'options', '', 'Further options of jnd-encode, such as --verify --refine 1'),
  ],
  outputs: [
    { number: 1, tooltip: 'Encoded: the encode is the working file' },
    { number: 2, tooltip: 'Nothing to gain: the working file is as it was' },
    { number: 3, tooltip: 'Frames were lost, or the encode is outside of what --verify demands: the working file is as it was' },
  ],
});

/** The command line after the program's name: a list of words, which no shell reads. */
const commandLine = (inputs, file, folder, split) => {
  const output = inputs.container === 'original' ? `${folder}/` : `${folder}/encode.${inputs.container}`;
  const words = [file, '-o', output, '--target', inputs.target, '--preset', inputs.preset, '--progress', 'json'];
  if (inputs.maxEncodedPercent > 0) {
    words.push('--max-encoded-percent', String(inputs.maxEncodedPercent));
  }
  return words.concat(split(inputs.options, '', ''));
};

const clock = (seconds) => {
  const two = (number) => String(number).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(Math.floor(seconds) % 60)}`;
};

/** Calls back with every line of a stream. */
const eachLine = (stream, callback) => {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (data) => {
    const lines = (rest + data).split('\n');
    rest = lines.pop();
    lines.forEach(callback);
  });
  stream.on('end', () => rest !== '' && callback(rest));
};

/** Shows an event of the program in Tdarr; anything else it says goes to the log. */
const show = (args, seen, line) => {
  let event;
  try {
    event = JSON.parse(line);
  } catch (error) {
    args.jobLog(line);
    return;
  }
  if (event.type === 'progress' && event.frames > 0) {
    const status = { percentage: Math.min(100, (100 * event.framesEncoded) / event.frames), fps: Math.round(event.fps) };
    if (event.secondsLeft !== null) {
      status.ETA = clock(event.secondsLeft);
    }
    args.updateWorker(status);
  } else if (event.type === 'warning') {
    args.jobLog(event.message);
  } else if (event.type === 'done' || event.type === 'error') {
    seen[event.type] = event;
  }
};

/** Runs the program to its end; it ends with Tdarr's worker. */
const run = (args, program, words) => new Promise((resolve, reject) => {
  args.jobLog(`Running ${JSON.stringify([program, ...words])}`);
  args.updateWorker({ CLIType: program, preset: words.join(' ') });
  const seen = {};
  const child = spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  const end = () => child.kill('SIGTERM');
  process.on('exit', end);
  eachLine(child.stdout, (line) => show(args, seen, line));
  eachLine(child.stderr, (line) => args.jobLog(line));
  child.on('error', (error) => {
    process.removeListener('exit', end);
    reject(new Error(`cannot start ${program}: ${error.message}`));
  });
  child.on('close', (code, signal) => {
    process.removeListener('exit', end);
    resolve({ code, signal, ...seen });
  });
});

/** The encode under the name of its source, which Tdarr takes for that of the library's file. */
const named = (output, file) => {
  const name = path.basename(file, path.extname(file)) + path.extname(output);
  const place = path.join(path.dirname(output), name);
  fs.renameSync(output, place);
  return place.split(path.sep).join('/');
};

const plugin = async (args) => {
  const lib = require('../../../../../methods/lib')();
  args.inputs = lib.loadDefaultValues(args.inputs, details);
  const file = args.inputFileObj._id;
  const folder = `${args.workDir}/jnd-encode-${Date.now()}`;
  fs.mkdirSync(folder, { recursive: true });
  const words = commandLine(args.inputs, file, folder, args.deps.parseArgsStringToArgv);
  const ended = await run(args, String(args.inputs.program), words);
  const next = (outputNumber, _id) => ({
    outputFileObj: _id === undefined ? args.inputFileObj : { _id },
    outputNumber,
    variables: args.variables,
  });
  if (ended.code === 0 && ended.done !== undefined) {
    if (ended.done.sourceKept) {
      args.jobLog(`Nothing to gain: the video would have ${ended.done.videoBytes} bytes of ${ended.done.videoSourceBytes}`);
      return next(2);
    }
    args.logOutcome('tSuc');
    return next(1, named(ended.done.output, file));
  }
  const reason = ended.error === undefined ? `it ended with ${ended.signal || `exit code ${ended.code}`}` : ended.error.message;
  if (ended.code === 6) {
    args.jobLog(`jnd-encode: ${reason}`);
    return next(3);
  }
  throw new Error(`jnd-encode: ${reason}`);
};

module.exports = { details, plugin };
