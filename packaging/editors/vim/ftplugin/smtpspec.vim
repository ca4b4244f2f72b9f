" :make shows the mistakes of the file with their places, gq and = lay it out.
if exists("b:did_ftplugin")
  finish
endif
let b:did_ftplugin = 1

setlocal commentstring=#\ %s comments=:# expandtab shiftwidth=2
setlocal makeprg=smtpspec\ check\ %:S
setlocal errorformat=%f:%l:%c:\ %trror:\ %m,%f:%l:%c:\ %tarning:\ %m,%-G%.%#
setlocal formatprg=smtpspec\ fmt\ - equalprg=smtpspec\ fmt\ -

let b:undo_ftplugin = "setlocal commentstring< comments< expandtab< shiftwidth< makeprg< errorformat< formatprg< equalprg<"
