import {
  dataLinksOverrideProcessor, displayNameOverrideProcessor, FieldConfigOptionsRegistry, identityOverrideProcessor, locationUtil, numberOverrideProcessor,
  standardTransformers, standardTransformersRegistry, stringOverrideProcessor, thresholdsOverrideProcessor, TransformerCategory, valueMappingsOverrideProcessor,
  type FieldConfigPropertyItem,
} from '@grafana/data';
import type { Panel } from '../../schema/dashboard';

const Standard: Record<string, FieldConfigPropertyItem['process']> = {
  unit: stringOverrideProcessor, decimals: numberOverrideProcessor, min: numberOverrideProcessor, max: numberOverrideProcessor,
  displayName: displayNameOverrideProcessor, noValue: stringOverrideProcessor, color: identityOverrideProcessor, thresholds: thresholdsOverrideProcessor,
  mappings: valueMappingsOverrideProcessor, links: dataLinksOverrideProcessor,
};

/** What Grafana does at its start: transformations by their ids, and how links are read. */
export function initialize(): void {
  standardTransformersRegistry.setInit(() => [...new Set(Object.values(standardTransformers))].map((t) => ({
    id: t.id, name: t.name, transformation: () => Promise.resolve(t), description: t.description, imageDark: '', imageLight: '', categories: new Set([TransformerCategory.Combine]), editor: () => null,
  })));
  locationUtil.initialize({ config: { appSubUrl: '' } as never, getVariablesUrlParams: () => ({}), getTimeRangeForUrl: () => ({ from: 'now-1h', to: 'now' }) });
}

/** The properties that a panel's `fieldConfig` may set: Grafana's, and what the panel sets of its own type's. */
export function fieldConfigRegistry(panel: Panel): FieldConfigOptionsRegistry {
  const set = panel.fieldConfig?.overrides.flatMap((o) => o.properties.map((p) => p.id)) ?? [];
  const custom = new Set([...Object.keys(panel.fieldConfig?.defaults.custom ?? {}), ...set.filter((id) => id.startsWith('custom.')).map((id) => id.slice('custom.'.length))]);
  return new FieldConfigOptionsRegistry(() => [
    ...Object.entries(Standard).map(([id, process]) => property(id, id, process)),
    ...[...custom].map((path) => ({ ...property(`custom.${path}`, path, identityOverrideProcessor), isCustom: true })),
  ]);
}

function property(id: string, path: string, process: FieldConfigPropertyItem['process']): FieldConfigPropertyItem {
  return { id, path, name: id, process, shouldApply: () => true, editor: () => null, override: () => null };
}
