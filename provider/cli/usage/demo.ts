import type { Usage } from './usage.ts'

export const demoUsage: Usage = (program, { context, finish, main }) => {
  program
    .command('demo')
    .description('plays the whole story on the emulator and the real engine')
    .action(async () => finish(await (await import('../commands/demo.ts')).demo(context, main)))
}
