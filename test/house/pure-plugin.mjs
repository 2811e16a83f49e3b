// A lint rule for `shared/`: the present moment enters through a port, so `new Date()` and `Date()` are refused.

const noClock = {
  meta: { type: 'problem', docs: { description: 'no reading of the clock in shared code' } },
  create(context) {
    const isDate = (node) => node.callee.type === 'Identifier' && node.callee.name === 'Date';
    const report = (node) =>
      context.report({
        node,
        message: 'shared code has no clock: take the instant as an argument',
      });
    return {
      NewExpression(node) {
        if (isDate(node) && node.arguments.length === 0) report(node);
      },
      CallExpression(node) {
        if (isDate(node)) report(node);
      },
    };
  },
};

export default { meta: { name: 'pure' }, rules: { 'no-clock': noClock } };
