/** What the test runner's Mocha puts on the window, as far as the tests use it. */
type MochaStep = () => unknown;
declare function describe(subject: string, define: (this: { timeout(milliseconds: number): void }) => void): void;
declare function it(promise: string, run: MochaStep): void;
declare function afterEach(run: MochaStep): void;
declare function beforeEach(run: MochaStep): void;
