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
    .description('ends the relationship with a client; without --write or --yes, only shows the plan')
    .argument('<client>', 'slug of the client')
    .option('--reason <text>', 'why it ends')
    .option('--ticket <ticket>', 'ticket that asks for it')
    .option('--by <email>', 'e-mail address of the person who decided it')
    .option('--write', 'only write the tombstone into the file, for a pull request', false)
    .option('--yes', 'write the tombstone and end all access now', false)
    .option('--plan <digest>', 'with --yes: apply only the plan with this digest')
    .addOption(format())
    .action(async (client: string, { write, yes, ...options }: OffboardFlags) => {
      const { offboard } = await import('../commands/offboard.ts')
      const mode = write ? 'write' : yes ? 'carry-out' : 'show'
      finish(await offboard(context, { client, mode, ...options }))
    })
}
