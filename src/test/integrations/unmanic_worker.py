"""Runs the plugin as Unmanic does: unmanic_worker.py PLUGIN-FOLDER FILE CACHE-FOLDER SETTINGS-AS-JSON. Prints what came of it as JSON.

A scan asks whether the file is wanted, a worker asks for a command, runs it and reads its lines, and what it left in the cache takes the
file's place. The modules of Unmanic that plugins import are played by what is below.
"""
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import types

plugin_folder, file, cache, settings = sys.argv[1:]


class PluginSettings:
    settings = {}

    def __init__(self, library_id=None):
        self.values = {**self.settings, **json.loads(settings)}

    def get_setting(self, key=None):
        return self.values if key is None else self.values.get(key)


class UnmanicDirectoryInfo:
    def __init__(self, folder):
        self.path = os.path.join(folder, ".unmanic")
        self.data = {}
        if os.path.exists(self.path):
            with open(self.path) as text:
                self.data = json.load(text)

    def get(self, section, option):
        return self.data.get(section, {}).get(option.lower())

    def set(self, section, option, value=None):
        self.data.setdefault(section, {})[option.lower()] = value

    def save(self):
        with open(self.path, "w") as text:
            json.dump(self.data, text)


def module(name, **members):
    made = types.ModuleType(name)
    made.__dict__.update(members)
    sys.modules[name] = made


for package in ("unmanic", "unmanic.libs", "unmanic.libs.unplugins"):
    module(package)
module("unmanic.libs.unplugins.settings", PluginSettings=PluginSettings)
module("unmanic.libs.directoryinfo", UnmanicDirectoryInfo=UnmanicDirectoryInfo)
sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("plugin", os.path.join(plugin_folder, "plugin.py"))
plugin = importlib.util.module_from_spec(spec)
spec.loader.exec_module(plugin)


def scan(path):
    data = {"library_id": 1, "path": path, "issues": [], "add_file_to_pending_tasks": False, "priority_score": 0, "shared_info": {}}
    plugin.on_library_management_file_test(data)
    return data["add_file_to_pending_tasks"]


def default_parser(line, *_):
    seen["percent"].append(int(float(line)))
    return {"killed": False, "paused": False, "percent": line}


seen = {"wanted": scan(file), "percent": [], "log": []}
name, ending = os.path.splitext(os.path.basename(file))
data = {
    "library_id": 1,
    "worker_log": [],
    "exec_command": [],
    "current_command": [],
    "command_progress_parser": default_parser,
    "file_in": file,
    "file_out": os.path.join(cache, f"{name}-WORKING-1-1{ending}"),
    "original_file_path": file,
    "repeat": False,
}
plugin.on_worker_process(data)
success = True
result = file
if data["exec_command"]:
    os.makedirs(cache, exist_ok=True)
    process = subprocess.Popen(
        data["exec_command"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, universal_newlines=True, errors="replace"
    )
    for line in process.stdout:
        seen["log"].append(line)
        data["command_progress_parser"](line)
    success = process.wait() == 0
    if success and os.path.exists(data["file_out"]):
        result = data["file_out"]
destination = file
if success and result != file:
    destination = os.path.splitext(file)[0] + os.path.splitext(result)[1]
    shutil.move(result, destination)
    if destination != file:
        os.remove(file)
plugin.on_postprocessor_task_results(
    {
        "library_id": 1,
        "task_processing_success": success,
        "file_move_processes_success": success,
        "destination_files": [destination] if success else [],
        "source_data": {"abspath": file},
    }
)
seen.update(command=data["exec_command"], success=success, destination=destination, again=scan(destination) if os.path.exists(destination) else None)
print(json.dumps(seen))
