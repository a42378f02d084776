import type { DataLink } from '@grafana/data';
import type {
  AnnotationQuery as GrafanaAnnotation, Dashboard as GrafanaDashboard, DataQuery, FieldConfig as GrafanaFieldConfig, Panel as GrafanaPanel, RowPanel, VariableModel,
} from '@grafana/schema';
import type { Options as BarGaugeOptions } from '@grafana/schema/dist/esm/raw/composable/bargauge/panelcfg/x/BarGaugePanelCfg_types.gen';
import type { Options as StatOptions } from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type { FieldConfig as TableCustom, Options as TableOptions } from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type { FieldConfig as TimeSeriesCustom, Options as TimeSeriesOptions } from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';

/*
 * Dashboards as @grafana/schema describes them, made narrower: the schema leaves a panel's options, the custom part of its field
 * configuration, the properties of overrides, links and targets open, though each has a type of its own.
 */

export type Panel = PanelOf<'stat', StatOptions, object> | PanelOf<'bargauge', BarGaugeOptions, object> | PanelOf<'timeseries', TimeSeriesOptions, TimeSeriesCustom> | PanelOf<'table', TableOptions, TableCustom>;

export type Row = RowPanel;

export interface Dashboard extends Omit<GrafanaDashboard, 'panels' | 'templating' | 'annotations'> {
  uid: string;
  title: string;
  panels: (Panel | Row)[];
  templating: { list: Variable[] };
  annotations: { list: Annotation[] };
}

/** `definition` repeats the query of a variable for the editor; the schema lacks it. */
export interface Variable extends VariableModel {
  definition?: string;
}

/** A query of Grafana's Prometheus data source. */
export interface Target extends DataQuery {
  expr: string;
  legendFormat?: string;
  instant?: boolean;
  range?: boolean;
  exemplar?: boolean;
  interval?: string;
  intervalFactor?: number;
  format?: 'time_series' | 'table' | 'heatmap';
  editorMode?: 'code' | 'builder';
}

/** What Grafana's Prometheus data source reads of an annotation beside its query. */
export interface Annotation extends GrafanaAnnotation<Target> {
  titleFormat?: string;
  textFormat?: string;
  tagKeys?: string;
  useValueForTime?: boolean;
}

/** Transformations by their ids, of those that we use. */
export type Transformation =
  | { id: 'merge'; options: Record<string, never> }
  | { id: 'organize'; options: { excludeByName?: Record<string, boolean>; indexByName?: Record<string, number>; renameByName?: Record<string, string>; includeByName?: Record<string, boolean> } }
  | { id: 'sortBy'; options: { fields: Record<string, never>; sort: { field: string; desc?: boolean }[] } }
  | { id: 'groupingToMatrix'; options: { rowField: string; columnField: string; valueField: string; emptyValue?: 'null' | 'zero' | 'true' | 'false' | 'empty' } };

/** JSON of such a type: where it has an enumeration, the enumeration's value stands. */
export type Json<T> =
  unknown extends T ? T
    : T extends string ? (string extends T ? string : `${T}`)
      : T extends object ? { [K in keyof T]: Json<T[K]> }
        : T;

export interface PanelOf<Type extends string, Options, Custom> extends Omit<GrafanaPanel, 'type' | 'options' | 'fieldConfig' | 'targets' | 'transformations'> {
  type: Type;
  title: string;
  options: Partial<Options>;
  targets: Target[];
  fieldConfig: { defaults: FieldConfig<Custom>; overrides: Override<Custom>[] };
  transformations?: Transformation[];
}

export interface FieldConfig<Custom> extends Omit<GrafanaFieldConfig, 'custom' | 'links'> {
  custom?: Partial<Custom>;
  links?: DataLink[];
}

export interface Override<Custom> {
  matcher: { id: 'byName' | 'byRegexp' | 'byFrameRefID'; options: string };
  properties: Property<Custom>[];
}

type Property<Custom> =
  | { [K in Exclude<keyof FieldConfig<Custom>, 'custom'>]: { id: K; value: FieldConfig<Custom>[K] } }[Exclude<keyof FieldConfig<Custom>, 'custom'>]
  | { [K in Extract<keyof Custom, string>]: { id: `custom.${K}`; value: Custom[K] } }[Extract<keyof Custom, string>];
