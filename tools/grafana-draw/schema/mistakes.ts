import type { Dashboard, Json, Panel } from './dashboard';

/* What the types have to see: each line that is wrong is marked, and a mark without a mistake is an error of its own. */

type PanelJson = Json<Panel>;

const target = { refId: 'A', expr: 'up' };
const panel = { title: 'Up', targets: [target], options: {}, fieldConfig: { defaults: {}, overrides: [] } };

export const unknownPanel: PanelJson = {
  ...panel,
  // @ts-expect-error
  type: 'piechart',
};

export const unknownField: PanelJson = {
  ...panel, type: 'stat',
  // @ts-expect-error
  descripton: 'misspelled',
};

export const optionOfAnother: PanelJson = {
  ...panel, type: 'stat',
  // @ts-expect-error
  options: { showHeader: true },
};

export const noSuchValue: PanelJson = {
  ...panel, type: 'stat',
  // @ts-expect-error
  options: { colorMode: 'foreground' },
};

export const customOfAnother: PanelJson = {
  ...panel, type: 'table',
  // @ts-expect-error
  fieldConfig: { defaults: { custom: { lineWidth: 1 } }, overrides: [] },
};

export const unknownProperty: PanelJson = {
  ...panel, type: 'table',
  // @ts-expect-error
  fieldConfig: { defaults: {}, overrides: [{ matcher: { id: 'byName', options: 'Open' }, properties: [{ id: 'units', value: 's' }] }] },
};

export const unknownTarget: PanelJson = {
  ...panel, type: 'table',
  // @ts-expect-error
  targets: [{ ...target, query: 'up' }],
};

export const wrongVersion: Pick<Json<Dashboard>, 'schemaVersion'> = {
  // @ts-expect-error
  schemaVersion: '39',
};
