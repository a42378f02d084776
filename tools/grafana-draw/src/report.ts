import type { DataFrame } from '@grafana/data';

/** What draw.mjs reads when all panels are there. */
export interface Drawn {
  /** Of how many panels nothing has been heard yet. */
  missing: number;
  /** Each with its panel's title. */
  problems: string[];
  /** Addresses that values lead to. */
  links: string[];
}

declare global {
  interface Window {
    drawn?: Drawn;
  }
}

export function expect(panels: number): void {
  window.drawn = { missing: panels, problems: [], links: [] };
}

/** A panel has its data; what its values lead to is written down. */
export function reportData(frames: DataFrame[]): void {
  const drawn = window.drawn!;
  drawn.missing--;
  for (const field of frames.flatMap((f) => f.fields)) {
    // A column may be long; its first row has a link like all others.
    drawn.links.push(...(field.getLinks?.({ valueRowIndex: 0 }) ?? []).map((l) => l.href));
  }
}

export function reportProblem(title: string, problem: string): void {
  window.drawn!.problems.push(`${title}: ${problem}`);
}
