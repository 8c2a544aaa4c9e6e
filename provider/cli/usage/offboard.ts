import type { OffboardOptions } from '../commands/offboard.ts'
import { format } from './options.ts'
import type { Usage } from './usage.ts'

type OffboardFlags = Omit<OffboardOptions, 'client' | 'mode'> & {
  readonly write: boolean
  readonly yes: boolean
}

export const offboardUsage: Usage = (program, { context, finish }) => {
  program
    .command('offboard')
    .description('ends the relationship with a client, in the right order; shows first what that means')
    .argument('<client>', 'the slug of the client')
    .option('--reason <text>', 'why it ends')
    .option('--ticket <ticket>', 'where it was asked for')
    .option('--by <email>', 'who of us decided it')
    .option('--write', 'only write the tombstone into the file, for a pull request', false)
    .option('--yes', 'write the tombstone and end it all', false)
    .option('--plan <digest>', 'with --yes: only this plan, as it was shown')
    .addOption(format())
    .action(async (client: string, { write, yes, ...options }: OffboardFlags) => {
      const { offboard } = await import('../commands/offboard.ts')
      const mode = write ? 'write' : yes ? 'carry-out' : 'show'
      finish(await offboard(context, { client, mode, ...options }))
    })
}
