import type { Format } from '../report.ts'
import { format } from './options.ts'
import type { Usage } from './usage.ts'

export const doctorUsage: Usage = (program, { context, finish }) => {
  program
    .command('doctor')
    .description('checks this machine and the settings of the repository at GitHub; writes nothing')
    .addOption(format())
    .action(async (options: { format: Format }) =>
      finish(await (await import('../commands/doctor.ts')).doctor(context, options.format)),
    )
}
