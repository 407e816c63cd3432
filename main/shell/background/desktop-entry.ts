/** The file with which desktops of Linux start a program at login (Desktop Entry and Autostart specifications 1.5, 0.5). */

export interface Command {
  /** Absolute. */
  readonly program: string;
  readonly args: readonly string[];
}

export function desktopEntry(command: Command): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    'Name=Baixa',
    'Comment=Recebe os retornos dos gateways e dá baixa',
    `TryExec=${escapeValue(command.program)}`,
    execLine(command),
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}

/** Whether a file starts this very command, and nobody has switched it off in the system's own list. */
export function startsAtLogin(entry: string, command: Command): boolean {
  const lines = entry.split(/\r?\n/);
  const isOff = lines.includes('Hidden=true') || lines.includes('X-GNOME-Autostart-enabled=false');
  return !isOff && lines.includes(execLine(command));
}

function execLine({ program, args }: Command): string {
  return `Exec=${[program, ...args].map((word) => escapeValue(quoteWord(word))).join(' ')}`;
}

// Two layers: the words of Exec are quoted first, then the whole is a value of the file.
function quoteWord(word: string): string {
  return `"${word.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
}

function escapeValue(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
}
