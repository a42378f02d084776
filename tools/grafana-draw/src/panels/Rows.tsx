import { TableNG } from '@grafana/ui/unstable';
import type { Panel } from '../../schema/dashboard';
import type { View } from './View';

export function Rows({ panel, frames, question, width, height }: View<Extract<Panel, { type: 'table' }>>) {
  const [data] = frames;
  return data === undefined ? <p>{panel.fieldConfig.defaults.noValue ?? 'No data'}</p> : (
    <TableNG
      data={data} width={width} height={height} noHeader={!panel.options.showHeader} cellHeight={panel.options.cellHeight} sortBy={panel.options.sortBy}
      frozenColumns={panel.options.frozenColumns?.left} fieldConfig={panel.fieldConfig as never} timeRange={question.range} enableVirtualization={false}
      noValue={panel.fieldConfig.defaults.noValue} getActions={() => []} transparent={false} />
  );
}
