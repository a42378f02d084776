import type { Dashboard, Json } from './dashboard';

/** A dashboard as a file holds it. */
export type DashboardJson = Json<Dashboard>;
