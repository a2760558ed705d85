#!/usr/bin/env python3
"""A plugin for Unmanic: encodes the videos of a library with jnd-encode. What it does with exit codes: ../../README.md"""
import json
import os
import shlex

from unmanic.libs.directoryinfo import UnmanicDirectoryInfo
from unmanic.libs.unplugins.settings import PluginSettings

SECTION = "jnd_encode"
VIDEOS = {
    ".mkv", ".mp4", ".m4v", ".mov", ".ts", ".m2ts", ".mts", ".webm", ".avi", ".wmv", ".flv", ".mpg", ".mpeg", ".vob", ".ogv", ".3gp",
}
# What an encode can stay in; of other videos it becomes Matroska.
CONTAINERS = {".mkv", ".mp4", ".m4v", ".mov", ".ts"}


class Settings(PluginSettings):
    settings = {
        "program": "jnd-encode",
        "target": "JND1",
        "preset": "default",
        "container": "",
        "max_encoded_percent": "95",
        "options": "",
    }
    form_settings = {
        "program": {"label": "The jnd-encode program: a name on the PATH, or a path"},
        "target": {"label": "JND1, JND2, JND3 or a number between"},
        "preset": {"label": "A preset, such as archive, streaming, hevc-archive"},
        "container": {
            "label": "Container",
            "input_type": "select",
            "select_options": [
                {"value": "", "label": "that of the file, or mkv where it cannot hold the encode"},
                {"value": "mkv", "label": "mkv"},
                {"value": "mp4", "label": "mp4"},
                {"value": "mov", "label": "mov"},
                {"value": "ts", "label": "ts"},
            ],
        },
        "max_encoded_percent": {"label": "A video that stays larger than this part of its source is left as it was; 0 keeps every encode"},
        "options": {"label": "Further options, such as --verify --refine 1"},
    }


def on_library_management_file_test(data):
    """Queues the videos that this plugin has not been through: encoding an encode would only lose pictures."""
    path = data.get("path")
    if os.path.splitext(path)[1].lower() not in VIDEOS:
        return data
    if done_before(path):
        data["issues"].append({"id": SECTION, "message": f"jnd-encode has been through this file - '{path}'"})
        data["add_file_to_pending_tasks"] = False
    else:
        data["add_file_to_pending_tasks"] = True
    return data


def on_worker_process(data):
    """Gives Unmanic the command to run, as a list that no shell reads, and the reader of its progress."""
    data["exec_command"] = []
    data["repeat"] = False
    if os.path.splitext(data["original_file_path"])[1].lower() not in VIDEOS:
        return data
    settings = Settings(library_id=data.get("library_id"))
    value = lambda key: str(settings.get_setting(key) or "").strip()
    data["file_out"] = output(data["file_in"], data["file_out"], value("container"))
    command = [value("program"), os.path.abspath(data["file_in"]), "-o", data["file_out"], "-y", "--progress", "json"]
    command += ["--target", value("target"), "--preset", value("preset")]
    if float(value("max_encoded_percent") or 0) > 0:
        command += ["--max-encoded-percent", value("max_encoded_percent")]
    data["exec_command"] = command + shlex.split(value("options"))
    data["command_progress_parser"] = Progress(data.get("command_progress_parser"))
    return data


def on_postprocessor_task_results(data):
    """Remembers what is done, beside the files, so that the next scan leaves it alone."""
    if data.get("task_processing_success") and data.get("file_move_processes_success"):
        for path in data.get("destination_files"):
            if os.path.splitext(path)[1].lower() in VIDEOS:
                info = UnmanicDirectoryInfo(os.path.dirname(path))
                info.set(SECTION, os.path.basename(path), str(os.path.getsize(path)))
                info.save()
    return data


def done_before(path):
    """Whether a file is one that was encoded, or found to gain nothing: a new one under its name has another size."""
    try:
        return UnmanicDirectoryInfo(os.path.dirname(path)).get(SECTION, os.path.basename(path)) == str(os.path.getsize(path))
    except Exception:  # Unmanic's own for a file it cannot read, and KeyErrors of old ones
        return False


def output(file_in, file_out, container):
    """The cache file, in a container that holds the encode."""
    ending = os.path.splitext(file_in)[1].lower()
    if container:
        ending = "." + container
    elif ending not in CONTAINERS:
        ending = ".mkv"
    return os.path.splitext(file_out)[0] + ending


class Progress:
    """Reads the program's lines for the worker, which asks for a dictionary with the percentage."""

    def __init__(self, default):
        self.default = default
        self.percent = 0

    def __call__(self, line, *args, **kwargs):
        try:
            event = json.loads(line)
            if event["type"] == "progress" and event["frames"] > 0:
                self.percent = min(100, int(100 * event["framesEncoded"] / event["frames"]))
            elif event["type"] == "done":
                self.percent = 100
        except (ValueError, TypeError, KeyError):
            pass
        if self.default is None:
            return {"killed": False, "paused": False, "percent": str(self.percent)}
        return self.default(str(self.percent), *args, **kwargs)
