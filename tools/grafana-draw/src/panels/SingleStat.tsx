import { getDisplayProcessor, getDisplayValueAlignmentFactors, getFieldDisplayValues, VizOrientation, type FieldDisplay } from '@grafana/data';
import { BarGauge, BigValue, VizRepeater } from '@grafana/ui';
import type { Panel } from '../../schema/dashboard';
import { interpolate } from '../data/variables';
import type { View } from './View';

/** Reduces each series to a value, and draws them beside each other, as Grafana's panels stat and bargauge do. */
export function SingleStat(view: View<Extract<Panel, { type: 'stat' | 'bargauge' }>>) {
  const { panel, frames, theme, question, width, height } = view;
  const values = () => getFieldDisplayValues({
    data: frames, theme, timeZone: 'utc', fieldConfig: panel.fieldConfig as never, reduceOptions: panel.options.reduceOptions!,
    replaceVariables: (text, scoped) => interpolate(text, question.values, scoped), sparkline: panel.type === 'stat' && panel.options.graphMode !== 'none',
  });
  return (
    <VizRepeater<FieldDisplay, ReturnType<typeof getDisplayValueAlignmentFactors>>
      source={frames} renderCounter={0} width={width} height={height} getValues={values} getAlignmentFactors={getDisplayValueAlignmentFactors}
      orientation={panel.options.orientation ?? VizOrientation.Auto} autoGrid={panel.type === 'stat'}
      itemSpacing={panel.type === 'bargauge' ? 10 : undefined} minVizHeight={panel.type === 'bargauge' ? 16 : undefined} minVizWidth={8} maxVizHeight={300}
      renderValue={({ value, width, height, orientation, alignmentFactors, count }) => panel.type === 'stat'
        ? <BigValue
            value={value.display} count={count} sparkline={value.sparkline} colorMode={panel.options.colorMode as never} graphMode={panel.options.graphMode as never}
            justifyMode={panel.options.justifyMode as never} textMode={panel.options.textMode as never} disableWideLayout={!panel.options.wideLayout}
            text={panel.options.text} alignmentFactors={alignmentFactors} width={width} height={height} theme={theme} />
        : <BarGauge
            value={value.display} field={value.field} display={value.view?.getFieldDisplayProcessor(value.colIndex!) ?? getDisplayProcessor({ field: { config: value.field }, theme })}
            displayMode={panel.options.displayMode!} valueDisplayMode={panel.options.valueMode} namePlacement={panel.options.namePlacement} showUnfilled={panel.options.showUnfilled}
            text={panel.options.text} orientation={orientation} alignmentFactors={count > 1 ? alignmentFactors : undefined} itemSpacing={10} width={width} height={height} theme={theme} />} />
  );
}
