/** What the model learns to write like: written for this example. */
export const TEXT = `
A tape lies on a table. A hand writes on the tape. The first word is the name of a number, and the second word is the name of
another number. The hand takes the two numbers, makes a third number of them, and writes on the tape what it did. So the tape
grows. One line says that two numbers were added. The next line says that the sum was squared. The last line holds one number
alone, and we call it the loss. The loss is small when the guess is good, and the loss is large when the guess is bad.

Now the hand goes back. It starts at the last line, and it asks of each line the same question. If your number moved a little,
how much would the loss move? The last line knows the answer at once. The answer is one. The line above asks the line below, and
the line below tells it what it knows. A line that added says to both of its numbers what was said to it. A line that took a square
says twice its number, times what was said to it. A line that two others have read is told two things, and it adds them. No line
asks a line that is far away. Each line knows its own rule, and its own rule is enough.

When the hand is back at the first line, it knows how each number moves the loss. The weights are numbers that we may change. So
the hand takes a small step. Where more of a weight makes the loss grow, it makes the weight less. Where more of a weight makes the
loss fall, it makes the weight more. Then it takes a new tape, and it writes again, and it goes back again, and it takes a small
step again. After many small steps the loss is small, and the guess is good.

A river does the same. The rain falls on the hill, and the water does not know where the sea is. It knows only which way is
down. Each stone says which way is down at the stone, and the water goes that way. It goes a small step, and it asks the next
stone. Where two streams meet, they add, and the river grows. No stone knows the sea. Each stone knows its own slope, and its own
slope is enough. After many small steps the water is at the sea.

A child learns to throw a ball in the same way. The first throw is too short, and the ball falls on the grass. The second throw
is too long, and the ball falls in the water. The child asks how much the throw was wrong, and which way it was wrong. Then the
child throws again, and changes the throw a little. A large change would be too much, and a change the wrong way would be worse.
A small change the right way is enough. After many throws the ball falls where the child wants it to fall, and nobody has told
the child the rule.

Some hands are too fast. They take a large step, and the loss grows, and they take a larger step, and the loss grows again. Soon the
number is so large that the tape has no room for it. Then the hand has to start again with a smaller step. Some hands are too slow.
They take a step that is so small that the loss does not seem to move, and the day is over before the guess is good. The art is to
take a step that is as large as it may be, and no larger. A good hand starts slow, and then it goes fast, and then it goes slow
again, as a boat does that leaves one harbour and comes to another.

So there are three things to learn. Write down what you do. Go back the way you came, and ask each line only for its own rule. Take
a small step the right way. That is all that the tape knows, and all that the river knows, and all that the child knows. The rest
is to do it again, and again, and again, until the loss is small and the guess is good.
`
  .trim()
  .replace(/(?<!\n)\n(?!\n)/g, ' ');
