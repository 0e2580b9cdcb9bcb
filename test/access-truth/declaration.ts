import { View } from './model';
import { callViews } from './views/call-views';
import { datasetViews } from './views/dataset-views';
import { fileViews } from './views/file-views';
import { rowViews } from './views/row-views';
import { topicViews } from './views/topic-views';
import { World } from './world';

/** Everything that the stack shares, and with whom: the truth that its policies are held against. */
export function viewsOf(world: World): readonly View[] {
  return [...fileViews(world), ...rowViews(world), ...topicViews(world), ...datasetViews(world), ...callViews(world)];
}
