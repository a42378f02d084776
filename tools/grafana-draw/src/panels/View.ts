import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import type { Panel } from '../../schema/dashboard';
import type { Question } from '../data/question';

/** What a panel of a type is drawn from. */
export interface View<P extends Panel = Panel> {
  panel: P;
  frames: DataFrame[];
  question: Question;
  /** Instants to mark, in milliseconds of Unix time. */
  marks: { at: number; colour: string }[];
  theme: GrafanaTheme2;
  width: number;
  height: number;
}
