import { overridesIn } from './allow.ts'
import { FOR_GITHUB } from './options.ts'
import { stackCommand, type StackOptions } from './stack-command.ts'
import type { Usage } from './usage.ts'

export const previewUsage: Usage = (program, { context, finish }) => {
  stackCommand(
    program,
    'preview',
    'shows the plan of each client: who gains or loses what; writes nothing',
    FOR_GITHUB,
  )
    .option('--changed-since <ref>', 'only clients whose access changed in the files since this commit')
    .action(async (names: string[], options: StackOptions) => {
      const { preview } = await import('../commands/preview.ts')
      finish(await preview(context, { names, ...options, overrides: overridesIn(options) }))
    })
}
