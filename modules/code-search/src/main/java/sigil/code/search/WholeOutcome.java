package sigil.code.search;

/** What reading a file whole answers. */
public sealed interface WholeOutcome permits WholeFile, ReadOutcome.TooLarge, ReadOutcome.IsDirectory, Refused {
}
