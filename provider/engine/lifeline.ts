import { createServer, type Socket } from 'node:net'
import type { Pass } from '../graph/breaker.ts'
import { breakersOfRun } from '../graph/breakers.ts'
import {
  onLines,
  socketIn,
  type LineAnswer,
  type LineQuestion,
  type Question,
} from '../resources/lifeline.ts'

/** What a run tells its providers. */
export type RunAnswers = {
  readonly mayWrite: () => Promise<boolean>
  /** The variables of the Graph API client, with the tokens. */
  readonly environment: NodeJS.ProcessEnv
}

/**
 * The line between a run and its providers, in the run's folder, which only this user can enter. The system closes it
 * when this process dies, however it dies: a provider then ends. Over it a provider gets the tokens, asks before each
 * write whether the run still holds the stack's lock, and before each request whether Meta lets the token ask.
 */
export async function openLifeline(folder: string, answers: RunAnswers): Promise<AsyncDisposable> {
  const open = new Set<Socket>()
  const breakers = breakersOfRun()
  const server = createServer((socket) => {
    const passes = new Map<string, { readonly token: string; readonly pass: Pass }>()
    const answer = async (question: Question): Promise<unknown> => {
      if (question.ask === 'may-write') return answers.mayWrite().catch(() => false)
      if (question.ask === 'environment') return answers.environment
      const { token } = question
      if (question.ask === 'leave') {
        passes.delete(JSON.stringify(question.pass))
        breakers(token).leave(question.pass, question.outcome)
        return null
      }
      const entered = await breakers(token).enter(question.asked)
      if ('stop' in entered) return entered
      const { go: pass } = entered
      // The provider may have died while it waited.
      if (socket.destroyed) breakers(token).leave(pass, 'lost')
      else if (pass.probe) passes.set(JSON.stringify(pass), { token, pass })
      return entered
    }
    const reply = async ({ id, question }: LineQuestion): Promise<void> => {
      const answered: LineAnswer = { id, answer: await answer(question) }
      if (!socket.destroyed) socket.write(`${JSON.stringify(answered)}\n`)
    }
    open.add(socket)
    socket.on('close', () => {
      open.delete(socket)
      // Else nobody would ever know what became of its probe, and all others would wait for it.
      for (const { token, pass } of passes.values()) breakers(token).leave(pass, 'lost')
    })
    // A provider that was killed resets its end.
    onLines(socket, (text) => void reply(JSON.parse(text) as LineQuestion))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socketIn(folder), resolve)
  })
  server.unref()
  return {
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
