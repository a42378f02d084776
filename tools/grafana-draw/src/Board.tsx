import { Button, Icon, InlineLabel, Stack, Text, TextLink, useTheme2 } from '@grafana/ui';
import type { Dashboard, Panel, Row } from '../schema/dashboard';
import type { Question } from './data/question';
import { interpolate } from './data/variables';
import { PanelView } from './PanelView';
import type { View } from './panels/View';

const Columns = 24;
/** Of Grafana's grid, in pixels. */
const CellHeight = 30;
const Gap = 8;
const HideVariable = 2;

interface Props {
  dashboard: Dashboard;
  question: Question;
  marks: View['marks'];
  width: number;
}

export function Board({ dashboard, question, marks, width }: Props) {
  const column = (width - Gap * (Columns - 1)) / Columns;
  const bottom = Math.max(...dashboard.panels.map((p) => p.gridPos!.y + p.gridPos!.h));
  return (
    <Stack direction="column" gap={1}>
      <Header dashboard={dashboard} question={question} />
      <div style={{ position: 'relative', width, height: bottom * (CellHeight + Gap) }}>
        {dashboard.panels.map((panel) => {
          const { x, y, w, h } = panel.gridPos!;
          const size = { width: w * column + (w - 1) * Gap, height: h * CellHeight + (h - 1) * Gap };
          return (
            <div key={panel.id} style={{ position: 'absolute', left: x * (column + Gap), top: y * (CellHeight + Gap), ...size }}>
              {isRow(panel) ? <RowTitle title={panel.title!} /> : <PanelView panel={panel} question={question} marks={marks} {...size} />}
            </div>
          );
        })}
      </div>
    </Stack>
  );
}

export const isRow = (panel: Panel | Row): panel is Row => panel.type === 'row';

const RowTitle = ({ title }: { title: string }) => (
  <Stack alignItems="center" height="100%"><Icon name="angle-down" /><Text element="h3" variant="h5">{title}</Text></Stack>
);

/** Title, choices and links, as Grafana has them above its panels. */
function Header({ dashboard, question }: Omit<Props, 'marks' | 'width'>) {
  const theme = useTheme2();
  return (
    <Stack alignItems="center" justifyContent="space-between">
      <Stack alignItems="center" gap={2}>
        <Text element="h1" variant="h3">{dashboard.title}</Text>
        {dashboard.templating.list.filter((v) => v.hide !== HideVariable).map((v) => (
          <Stack key={v.name} gap={0} alignItems="center">
            <InlineLabel width="auto" transparent>{v.label ?? v.name}</InlineLabel>
            <span style={{ background: theme.colors.background.primary, border: `1px solid ${theme.colors.border.medium}`, padding: '4px 12px' }}>
              {question.values[v.name] === v.allValue ? 'All' : question.values[v.name]}
            </span>
          </Stack>
        ))}
      </Stack>
      <Stack alignItems="center" gap={2}>
        {dashboard.links?.filter((l) => l.type === 'link').map((l) => (
          <TextLink key={l.title} href={interpolate(l.url!, question.values)} icon="file-alt" external inline={false}>{l.title}</TextLink>
        ))}
        <Button variant="secondary" icon="clock-nine">{`${question.range.raw.from} to ${question.range.raw.to}`}</Button>
      </Stack>
    </Stack>
  );
}
