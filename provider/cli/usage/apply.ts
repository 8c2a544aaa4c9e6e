import { overridesIn } from './allow.ts'
import { stackCommand, type StackOptions } from './stack-command.ts'
import type { Usage } from './usage.ts'

export const applyUsage: Usage = (program, { context, finish }) => {
  stackCommand(program, 'apply', 'applies the plan of each client: Meta then matches the files')
    .option('--plan <digest>', 'apply only the plan with this digest, which preview shows')
    .action(async (names: string[], options: StackOptions & { plan?: string }) => {
      const { apply } = await import('../commands/apply.ts')
      finish(await apply(context, { names, ...options, overrides: overridesIn(options) }))
    })
}
