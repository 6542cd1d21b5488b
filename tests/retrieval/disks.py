"""Folders on disks that are full or cannot be written, for tests that may mount; elsewhere those tests are skipped."""

import os
import resource
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """The folder as a disk of that size, with nothing on it."""
    folder.mkdir(parents=True, exist_ok=True)
    _mount(folder, "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs")
    try:
        yield folder
    finally:
        _unmount(folder)


@contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """The folder as one that cannot be written, not by root either."""
    if os.geteuid():
        yield from _forbidden(folder)
        return
    _mount(folder, "--bind", str(folder))
    try:
        _mount(folder, "-o", "remount,bind,ro")
        yield folder
    finally:
        _unmount(folder)


def _forbidden(folder: Path) -> Iterator[Path]:
    before = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path, mode in before.items():
        path.chmod(mode & ~0o222)
    try:
        yield folder
    finally:
        for path, mode in before.items():
            path.chmod(mode)


@contextmanager
def small_files(kilobytes: int) -> Iterator[None]:
    """No file of this process may grow beyond that size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def fill(folder: Path) -> Path:
    """Take the space that is left; returns the file to remove for having it back."""
    file = folder / "filling"
    with file.open("wb", buffering=0) as opened:
        try:
            while True:
                opened.write(b"\0" * 4096)
        except OSError:
            return file


def _mount(folder: Path, *options: str) -> None:
    program = shutil.which("mount")
    if program is None:
        pytest.skip("there is no program to mount a disk with")
    done = subprocess.run([program, *options, str(folder)], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no disk can be mounted here: {done.stderr.strip()}")


def _unmount(folder: Path) -> None:
    program = shutil.which("umount")
    assert program
    subprocess.run([program, "--lazy", str(folder)], check=True)
