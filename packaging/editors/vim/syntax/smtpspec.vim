" Vim syntax file
" Language: scenarios of smtpspec, *.smtp
if exists("b:current_syntax")
  finish
endif

syntax case match
syntax iskeyword @,48-57,-,.
syntax sync fromstart

syntax match smtpspecComment "^\s*#.*$" contains=@Spell
syntax match smtpspecRemark "\s#.*$" contained contains=@Spell

" What stands in the words of a line.
syntax match smtpspecBrace "{{" contained
syntax region smtpspecInsertion start="{{\@!" end="}" contained oneline contains=smtpspecQuoted,smtpspecNumber,smtpspecComputation
syntax region smtpspecQuoted start=+"+ skip=+\\.+ end=+"+ contained oneline contains=smtpspecEscape,smtpspecBrace,smtpspecInsertion
syntax match smtpspecEscape +\\\(x\x\x\|[rnt0\\"]\)+ contained
syntax match smtpspecNumber "\<\d\+\>" contained
syntax match smtpspecCode "\<[2-5]\([0-9][0-9z]\|yz\)\>" contained
syntax match smtpspecCode "\<[245]\.[0-9x]\+\.[0-9x]\+\>" contained
syntax match smtpspecName "<[a-z][a-z0-9-]*>" contained
syntax match smtpspecClause "\<[a-z][a-z0-9-]*/[0-9A-Z][0-9A-Za-z.]*-[0-9]\+\>" contained
syntax match smtpspecAnything "\.\.\." contained
syntax keyword smtpspecComputation contained base64 xtext octets
syntax keyword smtpspecAlternative contained or tolerate
syntax keyword smtpspecOutcome contained closes resets blocked nothing handshake fails response content
syntax keyword smtpspecOutcome contained delivered refused deferred failed message 7bit
syntax keyword smtpspecVerb contained EHLO HELO MAIL RCPT DATA BDAT RSET NOOP QUIT STARTTLS AUTH VRFY EXPN HELP
syntax keyword smtpspecLevel contained MUST SHOULD MAY NOT states
syntax keyword smtpspecTag contained security robustness policy
syntax keyword smtpspecSide contained server client relay
syntax keyword smtpspecState contained opened connected greeted helo cleared mail recipient data
syntax keyword smtpspecWord contained section in tls with no of lines octets 8bit binary stuffed but its header
syntax keyword smtpspecWord contained first reply silent decodes connection ok ms offering
syntax keyword smtpspecWord contained whole names trusted current none
syntax keyword smtpspecWord contained 1.0 1.1 1.2 1.3
syntax keyword smtpspecWord contained expired self-signed wrong-name unknown-authority second-name common-name uri
syntax keyword smtpspecWord contained partial-wildcard wildcard-below trailing-wildcard
syntax keyword smtpspecWord contained action addressed apart apparently-to delayed expanded relayed leading zeros zone order once message-id date return-path registered report saying to its domain-behind-from four-digit-year numeric-zone clauses-in-order one-for for-nobody-else delivery-status
syntax keyword smtpspecWish contained message from to client-name tls auth user password smtputf8 8bit binary dsn retry with
syntax keyword smtpspecWish contained never opportunistic required implicit NOTIFY RET ENVID
syntax keyword smtpspecFact contained delivery unknown-recipient second-recipient
syntax cluster smtpspecText contains=smtpspecBrace,smtpspecInsertion
syntax cluster smtpspecLine contains=@smtpspecText,smtpspecRemark,smtpspecQuoted,smtpspecNumber,smtpspecCode,smtpspecName,smtpspecClause,smtpspecAnything,smtpspecAlternative,smtpspecOutcome,smtpspecVerb,smtpspecWord

" The header.
syntax match smtpspecHeaderRest ".*$" contained contains=@smtpspecText,smtpspecRemark,smtpspecQuoted,smtpspecNumber,smtpspecName,smtpspecClause,smtpspecLevel,smtpspecTag,smtpspecSide,smtpspecState,smtpspecWord,smtpspecWish,smtpspecFact
syntax match smtpspecHeader "^\(requirement\|judges\|needs\|submit\|given\|fault\|see\|extension\|alone\|failing-means\)\>" nextgroup=smtpspecHeaderRest

" The dialogue.
syntax match smtpspecRest ".*$" contained contains=@smtpspecLine
syntax match smtpspecMarker "^\s*\(\(in\|out\|back\)\s\+\)\=\(C\|S\|TLS\):" nextgroup=smtpspecRest
syntax match smtpspecModifier "^\s\+\(or\|tolerate\|by\|offers-anything\|offers\|lacks\|single-line\|capture\|with\|without\|offering\|version\|sni\|certificate\|presenting\|received-field\|no\|7bit\|parts\|only\|as\|from\|action\|status\|recipient\|original-recipient\|envid\|holds\|part\|report-type\|addressed\|has\|well-formed\|fields\|numeric\|flag\)\>" nextgroup=smtpspecRest
syntax match smtpspecStep "^\s*\(\(in\|out\|back\)\s\+\)\=\(segments\|pause\|close\|half-close\|abort\|auth\|delivered\|transaction\|turn\|serve\|on\|never\|connection\|received\|finally\|message\|returned\|nothing\|kill\)\>" nextgroup=smtpspecRest
syntax match smtpspecBlock "^\s*\(either\|optionally\|repeat\|or\|tolerate\|end\)\>" nextgroup=smtpspecRest
syntax match smtpspecMarker "^\s*\(\(out\|back\)\s\+\)\=never\s\+C:" nextgroup=smtpspecRest

" Contents.
syntax match smtpspecContentLine "^|.*$" contained contains=@smtpspecText
syntax region smtpspecContent matchgroup=smtpspecBlock start="^content\s\+[a-z][a-z0-9-]*\ze\s*\(#.*\)\=$" end="^\s*end\>" contains=smtpspecContentLine,smtpspecQuoted,smtpspecNumber,smtpspecComment,smtpspecRemark
syntax match smtpspecBlock "^content\s\+[a-z][a-z0-9-]*\s\+of\>" nextgroup=smtpspecRest

highlight default link smtpspecComment Comment
highlight default link smtpspecRemark Comment
highlight default link smtpspecHeader PreProc
highlight default link smtpspecMarker Statement
highlight default link smtpspecModifier Conditional
highlight default link smtpspecStep Statement
highlight default link smtpspecBlock Repeat
highlight default link smtpspecAlternative Conditional
highlight default link smtpspecOutcome Constant
highlight default link smtpspecCode Number
highlight default link smtpspecNumber Number
highlight default link smtpspecVerb Function
highlight default link smtpspecName Identifier
highlight default link smtpspecClause Tag
highlight default link smtpspecLevel Todo
highlight default link smtpspecTag Type
highlight default link smtpspecSide Type
highlight default link smtpspecState Constant
highlight default link smtpspecWord Keyword
highlight default link smtpspecWish Keyword
highlight default link smtpspecFact Keyword
highlight default link smtpspecAnything Special
highlight default link smtpspecInsertion Identifier
highlight default link smtpspecComputation Function
highlight default link smtpspecBrace SpecialChar
highlight default link smtpspecEscape SpecialChar
highlight default link smtpspecQuoted String
highlight default link smtpspecContentLine String

let b:current_syntax = "smtpspec"
