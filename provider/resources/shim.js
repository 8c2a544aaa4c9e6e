// @ts-nocheck: types would be part of the text that is serialised
// The provider that Pulumi serialises into every resource. It holds no logic and captures nothing, so that a fix of the
// handlers reaches old state at once and no byte of it changes a diff (docs/decisions.md, "Thin shim"). Keep it frozen:
// its text is golden-tested. The engine runs it in the folder "provider" (Pulumi.yaml, `main`).
export const shim = {
  async diff(id, olds, news) {
    return (await import(`file://${process.cwd()}/resources/handlers.ts`)).diff(id, olds, news)
  },
  async create(inputs) {
    return (await import(`file://${process.cwd()}/resources/handlers.ts`)).create(inputs)
  },
  async read(id, props) {
    return (await import(`file://${process.cwd()}/resources/handlers.ts`)).read(id, props)
  },
  async update(id, olds, news) {
    return (await import(`file://${process.cwd()}/resources/handlers.ts`)).update(id, olds, news)
  },
  async delete(id, props) {
    return (await import(`file://${process.cwd()}/resources/handlers.ts`)).remove(id, props)
  },
}
