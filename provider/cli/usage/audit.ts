import { Option } from 'commander'
import type { AuditOptions } from '../commands/audit.ts'
import type { Usage } from './usage.ts'

export const auditUsage: Usage = (program, { context, finish }) => {
  program
    .command('audit')
    .description('who asked for each change of a client, who approved it, when it was applied')
    .argument('[client]', 'the slug of the client')
    .option('--append [file]', 'add what is final to the chain (default: access/audit/<client>.jsonl)')
    .option('--verify [file]', 'only check the chain, or all chains, from the first byte to the last')
    .addOption(
      new Option('--format <format>', 'how to print the result')
        .choices(['text', 'json', 'csv'])
        .default('text'),
    )
    .action(async (client: string | undefined, options: Omit<AuditOptions, 'client'>) => {
      const { audit } = await import('../commands/audit.ts')
      finish(await audit(context, { ...(client === undefined ? {} : { client }), ...options }))
    })
}
