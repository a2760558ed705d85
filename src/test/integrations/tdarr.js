'use strict';

// Runs the flow plugin as a node of Tdarr does: node tdarr.js PLUGINS-FOLDER FILE WORK-FOLDER INPUTS-AS-JSON. Prints what came of it as JSON.
// PLUGINS-FOLDER is laid out as Tdarr's own: methods/lib.js and FlowPlugins/LocalFlowPlugins/video/jndEncode/1.0.0/index.js.
const path = require('path');

const [plugins, file, workDir, inputs] = process.argv.slice(2);
const { details, plugin } = require(path.join(plugins, 'FlowPlugins/LocalFlowPlugins/video/jndEncode/1.0.0/index.js'));
const said = { log: [], updates: [], outcomes: [] };

const words = (line) => (line.match(/"[^"]*"|\S+/g) || []).map((word) => word.replace(/"/g, ''));

const args = {
  inputFileObj: { _id: file, file_size: 1 },
  originalLibraryFile: { _id: file, file_size: 1 },
  inputs: JSON.parse(inputs),
  workDir,
  variables: { user: {} },
  jobLog: (line) => said.log.push(line),
  updateWorker: (status) => said.updates.push(status),
  logOutcome: (outcome) => said.outcomes.push(outcome),
  deps: { parseArgsStringToArgv: words },
};

plugin(args).then(
  (result) => console.log(JSON.stringify({ details: details(), result, ...said })),
  (error) => console.log(JSON.stringify({ details: details(), failed: error.message, ...said })),
);
