#!/usr/bin/env python3
"""Runs a command and tells where its CPU seconds went, thread by thread, and when a core had nothing to do.

Samples the kernel's own account of every thread (/proc/PID/task/*/schedstat: time on a core, time waiting for one), so nothing need be
built or installed, and other work on the machine disturbs little: a thread that waits for a core wants it all the same.

  src/bench/cores.py [--every SECONDS] [--timeline] COMMAND...

Prints CPU seconds by kind of thread, and the core-seconds left idle before the first encoder thread began, while encoders ran, and after
the last stretch in which all cores were wanted. --timeline adds the cores wanted in every fifth of a second.
"""
import argparse
import collections
import os
import re
import resource
import subprocess
import sys
import time

KINDS = [
    (r"jnd-encoder", "encoders, writing segments"),
    (r"av:|dec:|frame", "decoder"),
    (r"jnd-prediction", "model and its trial encodes"),
    (r"jnd-model|ffmpeg-natives", "loading of model and natives"),
    (r"source-hash", "hash of the source"),
    (r"C[12] Compiler", "Java's compiler"),
    (r"VM |GC|G1|Sweeper|Common-Cleaner|Signal Disp|Finalizer|Reference Hand|Notification|Service Thread|Monitor", "Java's machine"),
    (r"java", "main thread: start, reading, luma, shot detection, joining"),
]


def kind(name):
    for pattern, words in KINDS:
        if re.match(pattern, name):
            return words
    return "others: " + re.sub(r"[-:]?\d+$", "", name)


def threads(pid):
    """Yields id, name, nanoseconds on a core and nanoseconds waiting for one, of every thread that lives."""
    try:
        ids = os.listdir(f"/proc/{pid}/task")
    except OSError:
        return
    for thread in ids:
        try:
            with open(f"/proc/{pid}/task/{thread}/schedstat") as account:
                ran, waited, _ = account.read().split()
            with open(f"/proc/{pid}/task/{thread}/comm") as name:
                yield thread, name.read().strip(), int(ran), int(waited)
        except (OSError, ValueError):
            continue


def sample(command, every):
    """Returns the samples (seconds, wanted cores, running encoders), CPU seconds by kind, and what the process used in all."""
    begun = time.monotonic()
    process = subprocess.Popen(command)
    seen, totals, samples, last = {}, collections.Counter(), [], begun
    while process.poll() is None:
        time.sleep(every)
        now = time.monotonic()
        wanted, encoders = 0, 0
        for thread, name, ran, waited in threads(process.pid):
            before_ran, before_waited = seen.get(thread, (0, 0))
            seen[thread] = ran, waited
            totals[kind(name)] += ran - before_ran
            share = (ran - before_ran + waited - before_waited) / 1e9 / (now - last)
            wanted += share
            encoders += name.startswith("jnd-encoder") and share > 0.1
        samples.append((now - begun, now - last, wanted, encoders))
        last = now
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process.returncode, samples, totals, used


def idle(samples, cores):
    """Returns core-seconds not wanted: before the encoders, while they ran, and in the tail."""
    first = next((i for i, s in enumerate(samples) if s[3]), len(samples))
    full = max((i for i, s in enumerate(samples) if s[2] > cores - 0.3), default=0)
    parts = [0.0, 0.0, 0.0]
    for i, (_, length, wanted, _) in enumerate(samples):
        part = 0 if i < first else 1 if i <= full else 2
        parts[part] += length * max(0, cores - wanted)
    lengths = [samples[min(first, len(samples) - 1)][0], 0, samples[-1][0] - samples[full][0]]
    lengths[1] = samples[-1][0] - lengths[0] - lengths[2]
    return parts, lengths


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--every", type=float, default=0.05)
    options.add_argument("--timeline", action="store_true")
    options.add_argument("command", nargs=argparse.REMAINDER)
    given = options.parse_args()
    if given.command[:1] == ["--"]:
        del given.command[0]
    cores = len(os.sched_getaffinity(0))
    code, samples, totals, used = sample(given.command, given.every)
    cpu = used.ru_utime + used.ru_stime
    seen = sum(totals.values()) / 1e9
    print(f"wall {samples[-1][0]:.2f} s, CPU {cpu:.2f} s (system {used.ru_stime:.2f}), peak memory {used.ru_maxrss / 1024:.0f} MiB")
    for words, nanos in totals.most_common():
        if nanos > 5e6:
            print(f"  {nanos / 1e9:7.2f} s  {100 * nanos / 1e9 / cpu:5.1f} %  {words}")
    print(f"  {cpu - seen:7.2f} s  {100 * (cpu - seen) / cpu:5.1f} %  between the last look at a thread and its end")
    parts, lengths = idle(samples, cores)
    for words, lost, length in zip(("before the first encoder", "while encoders run", "tail"), parts, lengths):
        print(f"  idle {lost:5.2f} core-seconds of {cores * length:6.2f}: {words}")
    if given.timeline:
        step = max(1, round(0.2 / given.every))
        for i in range(0, len(samples), step):
            group = samples[i : i + step]
            wanted = sum(s[1] * s[2] for s in group) / sum(s[1] for s in group)
            print(f"{group[-1][0]:7.2f} {wanted:5.2f} {'#' * round(10 * wanted)}")
    sys.exit(code)


main()
