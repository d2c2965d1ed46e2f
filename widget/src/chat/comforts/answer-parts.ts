/** What only an answer has. */
import '../actions/message-actions.ts';
import './code-block.ts';
