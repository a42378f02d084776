import { Component, useEffect, useState, type ReactNode } from 'react';
import type { DataFrame } from '@grafana/data';
import { PanelChrome, useTheme2 } from '@grafana/ui';
import type { Panel } from '../schema/dashboard';
import { isEmpty, panelData } from './data/panelData';
import type { Question } from './data/question';
import { interpolate } from './data/variables';
import { reportData, reportProblem } from './report';
import { Lines } from './panels/Lines';
import { Rows } from './panels/Rows';
import { SingleStat } from './panels/SingleStat';
import type { View } from './panels/View';

interface Props {
  panel: Panel;
  question: Question;
  marks: View['marks'];
  width: number;
  height: number;
}

/** A panel in its frame; tells the report how it went. */
export function PanelView({ panel, question, marks, width, height }: Props) {
  const theme = useTheme2();
  const [frames, setFrames] = useState<DataFrame[]>();
  const title = interpolate(panel.title, question.values);
  useEffect(() => {
    panelData(panel, question, width, theme).catch((error: Error) => {
      reportProblem(title, error.message);
      return undefined;
    }).then((found) => {
      setFrames(found);
      if (found && isEmpty(found)) {
        reportProblem(title, 'is empty');
      }
      reportData(found ?? []);
    });
  }, [panel, question, width, theme, title]);
  return (
    <PanelChrome width={width} height={height} title={title} description={interpolate(panel.description ?? '', question.values)}>
      {(innerWidth, innerHeight) => frames && (
        <Guard title={title}>
          <Body panel={panel} frames={frames} question={question} marks={marks} theme={theme} width={innerWidth} height={innerHeight} />
        </Guard>
      )}
    </PanelChrome>
  );
}

function Body(view: View) {
  switch (view.panel.type) {
    case 'stat':
    case 'bargauge':
      return <SingleStat {...(view as Parameters<typeof SingleStat>[0])} />;
    case 'timeseries':
      return <Lines {...(view as Parameters<typeof Lines>[0])} />;
    case 'table':
      return <Rows {...(view as Parameters<typeof Rows>[0])} />;
  }
}

/** A panel that fails to draw fails alone, and is told of. */
class Guard extends Component<{ title: string; children: ReactNode }, { failed: boolean }> {
  state = { failed: false };

  static getDerivedStateFromError = () => ({ failed: true });

  componentDidCatch(error: Error) {
    reportProblem(this.props.title, error.message);
  }

  render = () => (this.state.failed ? null : this.props.children);
}
