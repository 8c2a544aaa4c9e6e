import { normaliseTasks } from '../model/tasks.ts'

/** A list of tasks as Meta answers it, with plain names. */
export function tasksIn(value: unknown): string[] {
  return Array.isArray(value) ? normaliseTasks(value.map(String)) : []
}
