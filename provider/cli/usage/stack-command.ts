import type { Format } from '../report.ts'
import type { Command } from 'commander'
import { withAllowOptions, type AllowOptions } from './allow.ts'
import { format } from './options.ts'

export type StackOptions = AllowOptions & { all: boolean; format: Format; changedSince?: string }

/** What preview and apply share: stacks, guard overrides and formats. */
export function stackCommand(
  program: Command,
  name: string,
  description: string,
  formats: readonly Format[] = [],
): Command {
  const command = program
    .command(name)
    .description(description)
    .argument('[client...]', 'slugs of clients, or "agency" for our own people')
    .option('--all', 'every client, and "agency"', false)
    .addOption(format(...formats))
  return withAllowOptions(command)
}
