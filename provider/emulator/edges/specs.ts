import type { ParamSpec } from '../protocol/params.ts'

export const REQUIRED_TEXT: ParamSpec = { type: 'string', required: true }

/** A list of task names or roles with these values. */
export function taskList(values: readonly string[], required = false): ParamSpec {
  return required ? { type: 'list', values, required: true } : { type: 'list', values }
}
