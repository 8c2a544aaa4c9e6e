import type { Format } from '../report.ts'
import { Option } from 'commander'
import { wholeNumber } from './allow.ts'

/** Formats that show findings on a pull request: code scanning and annotations. */
export const FOR_GITHUB: readonly Format[] = ['sarif', 'github']

/** Every command prints text and JSON; `more` are further formats. */
export function format(...more: readonly Format[]): Option {
  return new Option('--format <format>', 'output format').choices(['text', 'json', ...more]).default('text')
}

/** A number of days: "7d" or "7". */
export function days(text: string): number {
  return wholeNumber(text.replace(/d$/, ''))
}
