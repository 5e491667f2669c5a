// Ends a test run with one line that a program can read: `N passed, N failed`.
module.exports = class CountReporter {
  onRunComplete(_contexts, results) {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, numPendingTests } = results;
    // A test file that does not even load has failed.
    const failed = numFailedTests + numRuntimeErrorTestSuites;
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
    // Next turn, so that the line follows the summary.
    setImmediate(() => console.log(`${numPassedTests} passed, ${failed} failed${skipped}`));
  }
};
