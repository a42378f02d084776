import { FieldType } from '@grafana/data';
import { TimeSeries, type UPlotConfigBuilder } from '@grafana/ui';
import type { Panel } from '../../schema/dashboard';
import type { View } from './View';

/** What Grafana's panel timeseries has where a dashboard says nothing. */
const Defaults = {
  drawStyle: 'line', lineInterpolation: 'linear', barAlignment: 0, barWidthFactor: 0.6, lineWidth: 1, fillOpacity: 0, gradientMode: 'none', showPoints: 'auto', pointSize: 5,
  stacking: { mode: 'none', group: 'A' }, axisPlacement: 'auto', axisLabel: '', axisColorMode: 'text', axisBorderShow: false, scaleDistribution: { type: 'linear' },
  axisCenteredZero: false, hideFrom: { tooltip: false, viz: false, legend: false }, thresholdsStyle: { mode: 'off' },
};

export function Lines({ panel, frames, question, marks, width, height, theme }: View<Extract<Panel, { type: 'timeseries' }>>) {
  const drawn = frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((f) => (f.type === FieldType.number ? { ...f, config: { ...f.config, custom: { ...Defaults, ...f.config.custom } } } : f)),
  }));
  return (
    <TimeSeries frames={drawn} width={width} height={height} timeRange={question.range} timeZone="utc" legend={panel.options.legend!} options={panel.options}>
      {(config: UPlotConfigBuilder) => {
        config.addHook('draw', (u) => marks.forEach(({ at, colour }) => mark(u, at, theme.visualization.getColorByName(colour))));
        return null;
      }}
    </TimeSeries>
  );
}

/** An annotation, as Grafana draws it: a dashed line, and a triangle below the axis. */
function mark(u: { ctx: CanvasRenderingContext2D; bbox: { left: number; top: number; width: number; height: number }; valToPos(v: number, scale: string, canvas: boolean): number }, at: number, colour: string) {
  const { left, top, width, height } = u.bbox;
  const x = u.valToPos(at, 'x', true);
  if (x < left || x > left + width) {
    return;
  }
  const size = 5 * devicePixelRatio;
  u.ctx.save();
  u.ctx.strokeStyle = u.ctx.fillStyle = colour;
  u.ctx.lineWidth = devicePixelRatio;
  u.ctx.setLineDash([5, 5]);
  u.ctx.beginPath();
  u.ctx.moveTo(x, top);
  u.ctx.lineTo(x, top + height);
  u.ctx.stroke();
  u.ctx.beginPath();
  u.ctx.moveTo(x, top + height);
  u.ctx.lineTo(x - size, top + height + size);
  u.ctx.lineTo(x + size, top + height + size);
  u.ctx.fill();
  u.ctx.restore();
}
