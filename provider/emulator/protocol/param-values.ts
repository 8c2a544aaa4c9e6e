import type { CallParams } from './params.ts'

/** A text parameter: one that the table requires, or an optional one with a fallback. */
export function text(params: CallParams, name: string, fallback = ''): string {
  const value = params[name]
  return typeof value === 'string' ? value : fallback
}

/** Whether a flag is set, in any form that callers write it. */
export function flag(params: CallParams, name: string, fallback = false): boolean {
  const value = params[name]
  return value === undefined ? fallback : value === true || value === 1 || value === 'true' || value === '1'
}

export function list(params: CallParams, name: string): string[] | undefined {
  const value = params[name]
  return Array.isArray(value) ? value.map(String) : undefined
}
