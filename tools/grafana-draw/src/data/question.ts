import { dateTime, rangeUtil, type TimeRange } from '@grafana/data';
import type { Dashboard, Variable } from '../../schema/dashboard';
import { labelValues } from './prometheus';
import { interpolate, type Values } from './variables';

/** What is asked: of which time, and with which choices above the dashboard. */
export interface Question {
  range: TimeRange;
  /** Of the whole dashboard; each panel adds intervals of its own. */
  values: Values;
}

/** Prometheus' scrape interval, as deploy/grafana/provisioning tells Grafana. */
export const ScrapeSeconds = 30;

/** @param chosen Values by the variables' names; where none is given, what the dashboard has at first. */
export async function ask(dashboard: Dashboard, chosen: Values, from?: string): Promise<Question> {
  const now = dateTime();
  const raw = { from: from ?? dashboard.time!.from, to: dashboard.time!.to };
  const range = { ...rangeUtil.convertRawToRange(raw, 'utc'), to: now, raw };
  const values: Values = { __range: `${Math.round((range.to.valueOf() - range.from.valueOf()) / 1000)}s` };
  for (const variable of dashboard.templating.list) {
    values[variable.name] = chosen[variable.name] ?? (await initially(variable, values));
  }
  return { range, values };
}

async function initially(variable: Variable, values: Values): Promise<string> {
  if (variable.type !== 'query') {
    return variable.type === 'textbox' ? String(variable.query) : 'Prometheus';
  }
  if (variable.current?.value !== undefined && !variable.includeAll) {
    return String(variable.current.value);
  }
  const [, metric, label] = /^label_values\((.*), (\w+)\)$/.exec(interpolate(String(variable.query), values)) ?? [];
  const found = await labelValues(metric, label);
  if (found.length === 0) {
    throw new Error(`Nothing to choose for ${variable.name}.`);
  }
  return variable.includeAll ? variable.allValue! : found[0];
}
