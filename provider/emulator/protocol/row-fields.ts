/**
 * Fields that rows of an edge have beyond their node's own, by the edge's name. Source: graph-api 1.5 (FACT; `accounts`:
 * graph-api 1.4). A list without rows has no row to ask, so it asks here.
 */
const ROW_FIELDS: readonly { readonly edge: RegExp; readonly fields: readonly string[] }[] = [
  {
    edge: /^(shared_)?agencies$|^clients$/,
    fields: [
      'access_status',
      'access_requested_time',
      'access_updated_time',
      'permitted_tasks',
      'permitted_roles',
    ],
  },
  { edge: /^assigned_/, fields: ['tasks', 'permitted_tasks'] },
  { edge: /^client_/, fields: ['permitted_tasks', 'permitted_roles', 'access_status'] },
  { edge: /^(business|system)_users$/, fields: ['role'] },
  { edge: /^accounts$/, fields: ['access_token', 'tasks'] },
]

/** Whether rows of an edge have a field beyond their node's own. */
export function hasRowField(edge: string, name: string): boolean {
  return ROW_FIELDS.some((one) => one.edge.test(edge) && one.fields.includes(name))
}
