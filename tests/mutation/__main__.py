"""Mutates modules of criteria in a throw-away copy and prints what survived.

`python -m tests.mutation FOLDER [MODULE ...]`: FOLDER is made and kept, so that the
survivors can be looked at there (`mutmut show NAME`); without modules, all of them.
With a FOLDER that is there already, its survivors meet the tests as they are now.
"""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
MUTMUT = Path(sys.executable).with_name("mutmut")
KILLED = ("killed", "timeout")
LEFT_OUT = {
    "test_criteria_clinical.py",  # reads the bot's texts
    "test_criteria_commands.py",  # runs the bot's commands
    "test_criteria_purity.py",  # reads the source, which mutants change
    "test_criteria_languages.py",  # reads the bot
    "test_criteria_machine.py",  # slow
}


def main() -> None:
    folder, *modules = sys.argv[1:]
    copy = Path(folder)
    survivors = [name for name, fate in fates(copy) if fate not in KILLED]
    if survivors:
        shutil.rmtree(copy / "mutants/tests")
        (copy / "mutants/mutmut-stats.json").unlink()  # which test meets which line
        copy_tests(copy)
    else:
        prepare(copy, modules or ["*"])
    with (copy / "progress.txt").open("w") as progress:
        run = [MUTMUT, "run", "--max-children", "2", *survivors]
        subprocess.run(run, cwd=copy, check=False, stdout=progress)
    report(dict(fates(copy)))


def fates(copy: Path) -> list[tuple[str, str]]:
    """Return the mutants of an earlier run with what became of each."""
    if not (copy / "mutants").exists():
        return []
    run = [MUTMUT, "results", "--all", "true"]
    found = subprocess.run(run, cwd=copy, check=True, capture_output=True, text=True)
    lines = (line.strip().rsplit(": ", 1) for line in found.stdout.splitlines())
    return [(line[0], line[1]) for line in lines if len(line) == 2]


def prepare(copy: Path, modules: list[str]) -> None:
    """Copy the rules with their tests, and say what to mutate."""
    shutil.copytree(ROOT / "criteria", copy / "criteria", dirs_exist_ok=True)
    shutil.copy(ROOT / "README.md", copy)
    copy_tests(copy)
    only = "\n    ".join(f"criteria/{module}.py" for module in modules)
    settings = (HERE / "setup.cfg").read_text("utf-8")
    (copy / "setup.cfg").write_text(settings.replace("ONLY", only), "utf-8")


def copy_tests(copy: Path) -> None:
    """Copy the tests that read nothing but the rules."""
    shutil.copytree(ROOT / "tests/cases", copy / "tests/cases", dirs_exist_ok=True)
    unit = copy / "tests/unit"
    unit.mkdir(parents=True, exist_ok=True)
    for file in (ROOT / "tests/unit").glob("*.py"):
        ours = "criteria" in file.name or file.name == "test_cases.py"
        if ours and file.name not in LEFT_OUT:
            shutil.copy(file, unit)
    shutil.copy(HERE / "forgetting.py", copy / "tests/conftest.py")


def report(found: dict[str, str]) -> None:
    """Print how many mutants of each fate there are, and the survivors by name."""
    counts = Counter(found.values())
    killed = sum(counts[fate] for fate in KILLED)
    sys.stdout.write(f"{dict(counts)}: {killed / max(1, len(found)):.1%} killed\n")
    for name, fate in found.items():
        if fate not in KILLED:
            sys.stdout.write(f"{fate}: {name}\n")


if __name__ == "__main__":
    main()
