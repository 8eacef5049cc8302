# Embeds the files below DIR into a library: readout_embed(TARGET DIR) adds an assembler file that includes each file's bytes
# and a table of them, read by engine/data_files.cc. Made in the build tree, never committed.
function(readout_embed target dir)
  # A glob, against the house habit, because data files are added by people who write no CMake; CONFIGURE_DEPENDS keeps it true.
  file(GLOB_RECURSE files CONFIGURE_DEPENDS RELATIVE ${dir} ${dir}/*)
  list(SORT files)
  set(assembly ".section .rodata\n")
  set(table "")
  set(index 0)
  foreach(file IN LISTS files)
    string(APPEND assembly ".balign 16\n.L${index}:\n.incbin \"${dir}/${file}\"\n.LE${index}:\n.LN${index}: .asciz \"${file}\"\n")
    string(APPEND table ".quad .LN${index}, .L${index}, .LE${index}-.L${index}\n")
    math(EXPR index "${index} + 1")
  endforeach()
  string(APPEND assembly ".section .data.rel.ro,\"aw\"\n.balign 16\n.globl readout_embedded_files\nreadout_embedded_files:\n${table}.quad 0, 0, 0\n"
                         ".section .note.GNU-stack,\"\",@progbits\n")
  set(output ${CMAKE_CURRENT_BINARY_DIR}/embedded.S)
  file(CONFIGURE OUTPUT ${output} CONTENT "${assembly}" @ONLY)
  set(full ${files})
  list(TRANSFORM full PREPEND ${dir}/)
  set_source_files_properties(${output} PROPERTIES OBJECT_DEPENDS "${full}" COMPILE_OPTIONS "-Wno-error")
  target_sources(${target} PRIVATE ${output})
endfunction()
