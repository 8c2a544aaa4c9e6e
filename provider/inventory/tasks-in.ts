import { normaliseTasks } from '../model/tasks.ts'

/** Meta's list of tasks, with plain names. */
export function tasksIn(value: unknown): string[] {
  return Array.isArray(value) ? normaliseTasks(value.map(String)) : []
}
