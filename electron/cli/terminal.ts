/**
 * What the command line says. Words go to stdout, complaints and progress to stderr; with `--json` stdout carries
 * one JSON document and nothing else.
 */
import cliProgress from 'cli-progress';
import stringWidth from 'string-width';
import type { Progress } from '#shared/contract/wire.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding, describePlace } from '#shared/words/zh-CN/index.ts';
import { phaseWords } from '#shared/words/zh-CN/phases.ts';

export interface Terminal {
  readonly json: boolean;
  /** A line for the reader; silent with `--json`. */
  say(line?: string): void;
  /** A complaint or a warning, on stderr. */
  warn(line: string): void;
  /** The one JSON document; silent without `--json`. */
  answer(document: unknown): void;
  /** A JSON document that is already text, byte for byte. */
  answerText(document: string): void;
  /** Columns aligned by display width; numbers (marked by `right`) to the right. */
  table(header: string[], rows: string[][], right?: number[]): void;
  /** Findings, at most `limit` of them, with a closing line for the rest. */
  findings(findings: Finding[], total?: number): void;
  /** Draws the progress of a job on a terminal; nothing when stderr is not one. */
  onProgress(progress: Progress): void;
  endProgress(): void;
}

const findingsShown = 20;

const pad = (text: string, width: number, right: boolean): string => {
  const fill = ' '.repeat(Math.max(0, width - stringWidth(text)));
  return right ? fill + text : text + fill;
};

/** @param json true for `--json` */
export const createTerminal = (json: boolean): Terminal => {
  let bar: { phase: string; bar: cliProgress.SingleBar } | null = null;
  const write = (line: string): void => void process.stdout.write(`${line}\n`);
  const endProgress = (): void => {
    bar?.bar.stop();
    bar = null;
  };
  const say = (line = ''): void => {
    if (!json) write(line);
  };

  return {
    json,
    say,
    endProgress,
    warn: (line) => void process.stderr.write(`${line}\n`),
    answer: (document) => {
      if (json) write(JSON.stringify(document, null, 2));
    },
    answerText: (document) => {
      if (json) write(document);
    },
    table(header, rows, right = []) {
      const widths = header.map((title, column) =>
        Math.max(stringWidth(title), ...rows.map((row) => stringWidth(row[column] ?? ''))),
      );
      for (const row of [header, ...rows]) {
        say(
          widths
            .map((width, column) => pad(row[column] ?? '', width, right.includes(column)))
            .join('  ')
            .trimEnd(),
        );
      }
    },
    findings(findings, total = findings.length) {
      for (const finding of findings.slice(0, findingsShown)) {
        const place = describePlace(finding);
        const label = finding.severity === 'error' ? '错误' : '警告';
        say(`  ${label}  ${place === '' ? '' : `${place}：`}${describeFinding(finding)}`);
      }
      if (total > findingsShown)
        say(`  …… 另有 ${total - findingsShown} 条，加 --json 或导出错误清单可看全部。`);
    },
    onProgress(progress) {
      if (!process.stderr.isTTY || json) return;
      if (bar?.phase !== progress.phase) {
        endProgress();
        const label = phaseWords[progress.phase] ?? progress.phase;
        const created = new cliProgress.SingleBar({
          format: `${label} {bar} {value}/{total} 剩余约 {eta} 秒`,
          hideCursor: true,
          clearOnComplete: true,
          stream: process.stderr,
        });
        created.start(progress.total ?? 0, progress.done);
        bar = { phase: progress.phase, bar: created };
      }
      bar.bar.setTotal(progress.total ?? Math.max(progress.done, 1));
      bar.bar.update(progress.done);
    },
  };
};
