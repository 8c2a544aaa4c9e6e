import type { Format } from '../report.ts'
import { format } from './options.ts'
import type { Usage } from './usage.ts'

export const unlockUsage: Usage = (program, { context, finish }) => {
  program
    .command('unlock')
    .description('removes the lock of a stack whose run is dead')
    .argument('<client>', 'slug of a client, or "agency"')
    .option('--yes', 'does not ask', false)
    .addOption(format())
    .action(async (client: string, options: { yes: boolean; format: Format }) =>
      finish(await (await import('../commands/unlock.ts')).unlock(context, { client, ...options })),
    )
}
