'use strict';

// Runs a script as FileFlows does, which knows no Node: node fileflows.js SCRIPT FILE TEMP-FOLDER PARAMETERS-AS-JSON. Prints what came of it
// as JSON. Parameters go to the function Script in the order of the comment's @param lines, by their types.
const { spawnSync } = require('child_process');
const crypto = require('crypto');
const fs = require('fs');
const vm = require('vm');

const [script, file, temp, given] = process.argv.slice(2);
const source = fs.readFileSync(script, 'utf8');
const values = JSON.parse(given);
const said = { log: [], percent: [], info: {}, working: file };

class ExecuteArgs {
  constructor() {
    this.command = '';
    this.argumentList = [];
    this.outputs = [];
  }

  add_Output(callback) {
    this.outputs.push(callback);
  }
}

const log = (level) => (line) => said.log.push(`${level}: ${line}`);
const world = {
  ExecuteArgs,
  Logger: { ILog: log('info'), WLog: log('warning'), ELog: log('error'), DLog: log('debug') },
  Flow: {
    WorkingFile: file,
    TempPath: temp,
    NewGuid: () => crypto.randomUUID(),
    GetToolPath: (name) => (values.tools || {})[name] || '',
    PartPercentageUpdate: (percent) => said.percent.push(percent),
    AdditionalInfoRecorder: (name, value) => { said.info[name] = value; },
    SetWorkingFile: (name) => { said.working = name; },
    Fail: (reason) => { said.failed = reason; return -1; },
    Execute: (args) => {
      const ended = spawnSync(args.command, args.argumentList, { encoding: 'utf8', maxBuffer: 1 << 28 });
      const lines = (ended.stdout || '').split('\n').filter((line) => line !== '');
      lines.forEach((line) => args.outputs.forEach((callback) => callback(line)));
      return { exitCode: ended.error ? -1 : ended.status, standardOutput: ended.stdout, standardError: ended.stderr };
    },
  },
};

const parameters = [...source.matchAll(/^ \* @param \{(\w+)\} (\w+)/gm)].map(([, type, name]) => ({ type, name }));
said.outputs = [...source.matchAll(/^ \* @output /gm)].length;
said.parameters = parameters.map(({ name }) => name);
vm.runInNewContext(`${source}\nthis.Script = Script;`, world);
said.returned = world.Script(...parameters.map(({ name }) => values[name]));
console.log(JSON.stringify(said));
