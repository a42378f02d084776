import { getFieldDisplayValuesProxy, type DataFrame, type Field, type ScopedVars } from '@grafana/data';

/** Values of the dashboard's variables, and of Grafana's own such as `__range`. */
export type Values = Record<string, string>;

/** What `${name:format}`, `${name}` and `$name` stand for; what nobody knows stays as it is, as Grafana leaves it. */
export function interpolate(text: string, values: Values, scoped: ScopedVars = {}): string {
  return text.replace(/\$\{([\w.]+)(?::(\w+))?\}|\$(\w+)/g, (whole, inBraces: string | undefined, format: string | undefined, bare: string | undefined) => {
    const name = inBraces ?? bare!;
    const value = ofRow(name, scoped) ?? scoped[name]?.value ?? values[name];
    return value === undefined ? whole : formatted(name, String(value), format);
  });
}

function formatted(name: string, value: string, format?: string): string {
  switch (format) {
    case undefined:
    case 'raw':
      return value;
    case 'percentencode':
      return encodeURIComponent(value);
    case 'queryparam':
      return `var-${name}=${encodeURIComponent(value)}`;
    default:
      throw new Error(`Variable ${name} wants the format ${format}, which this tool does not know.`);
  }
}

/** `__value.raw` and `__data.fields.NAME` of the row that a link is drawn in. */
function ofRow(name: string, scoped: ScopedVars): unknown {
  const row = scoped.__dataContext?.value as { frame: DataFrame; field: Field; rowIndex?: number } | undefined;
  if (row?.rowIndex === undefined) {
    return undefined;
  }
  if (name === '__value.raw') {
    return row.field.values[row.rowIndex];
  }
  const label = /^__data\.fields\.(.+)$/.exec(name)?.[1];
  return label && getFieldDisplayValuesProxy({ frame: row.frame, rowIndex: row.rowIndex })[label];
}
