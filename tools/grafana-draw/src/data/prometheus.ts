import { FieldType, type DataFrame, type Labels } from '@grafana/data';
import type { Target } from '../../schema/dashboard';

/** Seconds of Unix time. */
export interface Range {
  from: number;
  to: number;
  step: number;
}

interface Series {
  metric: Labels;
  /** Of an instant query. */
  value?: [number, string];
  values?: [number, string][];
}

const Path = '/prometheus/api/v1';

/** Asks Prometheus; the answer's `data`. */
async function ask<T>(path: string, parameters: Record<string, string>): Promise<T> {
  const answer = await (await fetch(`${Path}/${path}?${new URLSearchParams(parameters)}`)).json();
  if (answer.status !== 'success') {
    throw new Error(`${answer.error}: ${Object.values(parameters)[0]}`);
  }
  return answer.data;
}

export const labelValues = (metric: string, label: string): Promise<string[]> =>
  ask(`label/${label}/values`, { 'match[]': metric });

async function instant(expr: string, at: number): Promise<Series[]> {
  return (await ask<{ result: Series[] }>('query', { query: expr, time: `${at}` })).result;
}

export async function over(expr: string, { from, to, step }: Range): Promise<Series[]> {
  const start = Math.floor(from / step) * step;
  return (await ask<{ result: Series[] }>('query_range', { query: expr, start: `${start}`, end: `${to}`, step: `${step}` })).result;
}

/** The frames that Grafana's data source makes of a query's answer; table frames are joined later, when all queries are in. */
export async function run(query: Target, range: Range): Promise<DataFrame[]> {
  if (query.instant) {
    return (await instant(query.expr, range.to)).map((s) => timeSeries(query, s, [s.value!]));
  }
  return (await over(query.expr, range)).map((s) => timeSeries(query, s, s.values!, range.step * 1000));
}

/** @param interval Milliseconds between points: where one is missing, the line has a gap. */
function timeSeries(query: Target, series: Series, points: [number, string][], interval?: number): DataFrame {
  return {
    refId: query.refId,
    length: points.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: { interval }, values: points.map(([at]) => at * 1000) },
      { name: 'Value', type: FieldType.number, config: { displayNameFromDS: legend(query.legendFormat, series.metric) }, labels: series.metric, values: points.map(([, value]) => Number(value)) },
    ],
  };
}

/** One frame for each query with a column for each label, as the data source does for queries in the format `table`. */
export function tables(frames: DataFrame[], queries: Target[]): DataFrame[] {
  return queries.map(({ refId }) => {
    const rows = frames.filter((f) => f.refId === refId);
    const labels = [...new Set(rows.flatMap((f) => Object.keys(f.fields[1].labels!)))].sort();
    return {
      refId,
      length: rows.length,
      fields: rows.length === 0 ? [] : [
        { name: 'Time', type: FieldType.time, config: {}, values: rows.map((f) => f.fields[0].values[0]) },
        ...labels.map((label) => ({ name: label, type: FieldType.string, config: {}, values: rows.map((f) => f.fields[1].labels![label] ?? '') })),
        { name: queries.length > 1 ? `Value #${refId}` : 'Value', type: FieldType.number, config: {}, values: rows.map((f) => f.fields[1].values[0]) },
      ],
    };
  });
}

function legend(format: string | undefined, labels: Labels): string {
  if (format) {
    return format.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, label: string) => labels[label] ?? label);
  }
  return `{${Object.entries(labels).map(([name, value]) => `${name}="${value}"`).join(', ')}}`;
}
