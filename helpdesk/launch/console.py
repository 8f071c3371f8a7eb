"""What the demo prints: each line with the name of the part that said it."""

import os
import sys

WIDTH = 8
# Colours of the parts on a terminal, by name: SGR codes that read on dark and light.
COLOURS = {"web": 36, "worker": 32, "beat": 90, "watcher": 35, "demo": 34}


class Console:
    def __init__(self) -> None:
        self._coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ

    def say(self, sentence: str) -> None:
        self.line("demo", sentence)

    def line(self, name: str, text: str) -> None:
        label = name.ljust(WIDTH)
        if self._coloured:
            label = f"\x1b[{COLOURS.get(name, 33)}m{label}\x1b[0m"
        self._print(f"{label}| {text}")

    def banner(self, lines: list[str]) -> None:
        width = max(map(len, lines)) + 2
        rule = "─" * width
        self._print(
            "\n".join(
                ["", f"┌{rule}┐", *(f"│ {line:<{width - 1}}│" for line in lines), f"└{rule}┘", ""]
            )
        )

    def _print(self, text: str) -> None:
        try:
            print(text, flush=True)
        except UnicodeEncodeError:  # a terminal in plain ASCII
            print(text.encode("ascii", "replace").decode(), flush=True)
        except (
            BrokenPipeError
        ):  # nobody reads any longer; the parts go on until they are told to end
            sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - stays open to the end
