import type { RefusalCode } from "@kendali/domain";
import { defineCatalogue, type Message } from "../catalogue.ts";

/**
 * Words for every refusal code: what is wrong, what is allowed, what to do. A place is named only where every use of the
 * code fills it; `refusalWords` writes its dates and numbers as the language does.
 */
export const refusalsCatalogue = defineCatalogue({
  id: {
    not_signed_in: "Anda belum masuk atau sesi sudah berakhir. Masuk lagi; isian di perangkat ini tetap aman.",
    not_found: "Tidak ditemukan, atau bukan untuk Anda. Periksa nomor atau alamatnya.",
    not_allowed: "Peran Anda tidak boleh melakukan ini. Minta bantuan koordinator penelitian.",
    invalid_credentials: "Nama pengguna atau kata sandi tidak cocok. Periksa lagi, lalu coba masuk kembali.",
    too_many_attempts: "Terlalu banyak percobaan. Tunggu {seconds} detik, lalu coba lagi.",
    link_invalid: "Tautan ini sudah dipakai, kedaluwarsa, atau tidak lengkap. Minta tautan baru kepada administrator.",
    password_too_weak:
      "Kata sandi ini mudah ditebak. Pakai sedikitnya 12 karakter, misalnya beberapa kata yang tidak berurutan.",
    username_taken: "Nama pengguna ini sudah dipakai. Pilih nama lain.",
    account_disabled: "Akun ini tidak aktif. Hubungi administrator sistem.",
    last_administrator: "Ini administrator terakhir. Angkat administrator lain lebih dulu.",
    roles_not_separate:
      "Kedua peran ini tidak boleh dipegang satu orang: yang memberi intervensi tidak menilai luaran. Pilih orang lain.",
    needs_every_site:
      "Ini menyangkut seluruh penelitian, sedangkan peran Anda hanya untuk sebagian lokasinya. Serahkan kepada orang yang perannya berlaku di semua lokasi, atau minta administrator memberi peran seperti itu.",
    administrator_without_role:
      "Akun {username} mengurus sistem, jadi tidak memegang peran dalam penelitian dengan peserta nyata. Pilih akun tanpa wewenang administrator; orang yang juga meneliti memakai akun tersendiri untuk itu.",
    administrator_opens_no_study:
      "Yang membuka penelitian berjalan menjadi penelitinya, dan itu bukan administrator. Bagikan rancangan ini kepada peneliti, yang menyalin dan membukanya; bila Anda sendiri penelitinya, pakai akun Anda tanpa wewenang administrator.",
    invalid_input: "Ada isian yang tidak dapat dibaca. Periksa isian yang ditandai, lalu coba lagi.",
    request_too_large:
      "Ini terlalu besar untuk dibaca sekaligus. Dokumen penelitian boleh sampai 20 MB: simpan tanpa indentasi, atau bagi formulirnya ke dua penelitian. Selain itu, kirim lebih sedikit baris sekali kirim.",
    command_id_reused:
      "Kiriman ini memakai nomor kiriman lain yang isinya berbeda. Muat ulang halaman, lalu simpan lagi.",
    revision_conflict:
      "Data ini sudah diubah orang lain sejak Anda membukanya. Isian Anda tidak hilang: buka versi terbaru, bandingkan, lalu simpan lagi.",
    database_unavailable: "Penyimpanan sedang tidak dapat dihubungi. Isian Anda tetap aman; coba lagi sebentar.",
    protocol_invalid: "Protokol ini belum benar. Perbaiki setiap masalah yang disebutkan, lalu periksa lagi.",
    study_key_taken: "Kunci penelitian ini sudah dipakai. Pilih kunci lain di dalam protokol.",
    study_not_live: "Penelitian ini belum dibuka untuk pengambilan data. Peneliti membukanya di halaman penelitian.",
    study_already_live: "Penelitian ini sudah dibuka. Perubahan sekarang lewat amandemen protokol.",
    study_locked:
      "Penelitian ini sudah dikunci, jadi datanya tidak dapat diubah. Hubungi manajer data bila ada yang keliru.",
    study_not_locked: "Penelitian ini belum dikunci. Kunci dulu sebelum membuka samaran.",
    clock_not_allowed: "Waktu hanya dapat diatur di penelitian simulasi atau latihan. Pakai waktu yang sebenarnya.",
    ethics_missing:
      "Persetujuan etik belum dicatat di protokol. Tambahkan komite, nomor, dan tanggalnya sebelum membuka penelitian.",
    ethics_not_yet:
      "Persetujuan etik baru berlaku mulai {on}. Tunggu sampai hari itu, atau isi tanggal yang tertulis di suratnya.",
    ethics_expired: "Persetujuan etik sudah berakhir. Perpanjang, lalu catat tanggal barunya di protokol.",
    date_before_ethics:
      "{date} mendahului persetujuan etik yang berlaku mulai {on}. Periksa tanggalnya; sebelum hari itu tidak ada ibu yang boleh diminta ikut.",
    date_after_ethics:
      "Pada {date} persetujuan etik sudah berakhir ({on}). Periksa tanggalnya; jangan meminta ibu ikut sampai persetujuannya diperpanjang.",
    already_approved:
      "Anda sudah menyetujui pembukaan penelitian ini. Satu akun lain, peneliti atau manajer data, perlu menyetujuinya juga.",
    approval_seed_differs:
      "Persetujuan sebelumnya memakai benih lain, atau tanpa benih. Pakai yang sama, atau minta persetujuan itu dicabut dulu.",
    approval_missing:
      "Tidak ada persetujuan Anda yang dapat dicabut. Muat ulang halaman untuk melihat keadaannya sekarang.",
    draft_read_only:
      "Anda dapat membaca rancangan ini, tetapi tidak mengubahnya. Minta pemiliknya menjadikan Anda penyunting.",
    draft_closed: "Rancangan ini sudah ditutup. Buat salinannya untuk melanjutkan.",
    draft_published: "Rancangan ini sudah menjadi penelitian, jadi tetap ada. Tutup saja, atau buat salinannya.",
    draft_settings_hidden:
      "Penelitian yang sedang berjalan memakai pengaturan pengacakan ini, jadi tidak dapat diubah. Ubah bagian lain.",
    draft_name_taken: "Kunci “{name}” sudah dipakai bagian lain di daftar ini. Pilih kunci lain.",
    draft_shared_by_role:
      "Rancangan amandemen terbuka bagi peneliti dan manajer data penelitian ini. Minta administrator memberi peran itu.",
    draft_owner_stays: "Pemilik rancangan tetap memilikinya. Pilih orang lain.",
    draft_amends_study: "Rancangan ini mengubah penelitian yang sudah berjalan. Terbitkan sebagai amandemen.",
    account_unknown: "Tidak ada akun aktif dengan nama pengguna {username}. Periksa ejaannya.",
    findings_open: "Masih ada {count} temuan pada protokol ini. Perbaiki, atau tanda tangani dengan alasannya.",
    exception_not_open:
      "Ada pengecualian untuk temuan yang tidak terbuka atau wajib diperbaiki. Muat ulang, lalu pilih lagi.",
    exception_reason_short:
      "{count} alasan terlalu pendek. Tulis mengapa dibiarkan, sekurang-kurangnya {least} huruf, sehingga orang lain dapat menilainya.",
    screening_incomplete: "Belum semua pertanyaan penapisan dijawab. Jawab yang ditandai.",
    screening_closed: "Penapisan ini sudah ditutup. Mulai penapisan baru bila Ibu ingin ikut lagi.",
    not_eligible:
      "Ibu ini tidak memenuhi kriteria penelitian, jadi tidak dapat didaftarkan. Alasannya sudah tersimpan di penapisan.",
    consent_missing: "Persetujuan setelah penjelasan belum dicatat. Catat persetujuan lebih dulu.",
    consent_declined: "Ibu tidak bersedia ikut. Tidak ada data lain yang boleh dicatat.",
    consent_not_current:
      "Lembar persetujuan ini bukan versi yang berlaku. Pakai versi terbaru dan minta persetujuan lagi.",
    consent_purpose_required: "Ada persetujuan yang wajib dan belum dicentang. Tanpa itu Ibu tidak dapat ikut.",
    already_enrolled: "Ibu ini sudah terdaftar. Buka halaman respondennya.",
    identity_incomplete: "Data diri belum lengkap. Isi nama sedikitnya dua huruf.",
    consent_before_screening:
      "Tanggal persetujuan {signedOn} lebih awal dari skrining {screenedOn}. Periksa lagi tanggalnya.",
    date_in_future: "Tanggal {date} belum tiba. Pakai tanggal hari ini atau sebelumnya.",
    date_before_enrolment: "Tanggal {date} lebih awal dari tanggal pendaftaran {enrolledOn}. Periksa lagi tanggalnya.",
    participant_ended:
      "Keikutsertaan responden ini sudah berakhir pada tanggal itu. Pakai tanggal sebelumnya, atau hubungi koordinator.",
    visit_not_in_schedule: "Kunjungan ini tidak ada di jadwal responden ini. Pilih kunjungan dari jadwalnya.",
    visit_not_yet_due: "Kunjungan ini baru boleh dilakukan mulai {from}. Periksa tanggal pelaksanaannya.",
    visit_out_of_order: "Kunjungan sebelumnya belum dicatat. Isi dulu, atau catat sebagai terlewat.",
    visit_outside_window:
      "Tanggalnya di luar rentang {from} sampai {to}. Periksa lagi, atau isi alasan; ini akan tercatat sebagai penyimpangan protokol.",
    visit_already_recorded: "Kunjungan ini sudah berisi data. Buka isiannya untuk mengubahnya.",
    visit_missed: "Kunjungan ini sudah dicatat terlewat. Hubungi manajer data bila ternyata dilakukan.",
    visit_incomplete: "Kunjungan ini belum lengkap. Isi dulu: {open}.",
    form_not_in_visit: "Formulir ini tidak termasuk kunjungan itu. Pilih formulir dari daftar kunjungan.",
    values_invalid: "Ada isian yang perlu diperbaiki. Isian Anda tidak hilang; lihat yang ditandai.",
    change_reason_required: "Isian ini sudah pernah disimpan. Isi alasan perubahan, lalu simpan lagi.",
    entry_locked:
      "Kunjungan ini sudah dikunci, jadi isiannya tidak dapat diubah. Hubungi manajer data bila ada yang keliru.",
    performer_cannot_assess:
      "Orang yang memberi intervensi kepada responden ini tidak boleh menilai luarannya. Minta penilai lain.",
    assessor_cannot_treat: "Orang yang menilai responden ini tidak boleh memberi intervensinya. Minta pelaksana lain.",
    performer_not_qualified:
      "Pelaksana ini tidak memegang peran untuk formulir itu. Pilih orang dengan peran yang tepat.",
    version_not_in_force:
      "Formulir ini dibuka menurut protokol versi {version}, yang tidak berlaku untuk isian ini. Yang diketik tidak hilang: buka lagi formulirnya dan masukkan di sana.",
    amendment_refused:
      "{count} perubahan akan mengubah data yang sudah tercatat. Masing-masing didaftar dengan cara lain untuk melakukannya.",
    amendment_outdated:
      "Rancangan ini dibuat dari versi {from}, padahal versi {newest} sudah terbit. Mulailah lagi dari versi terbaru.",
    amendment_date_early:
      "Di {site} versi ini tidak dapat berlaku sejak {on}: hari itu sudah lewat di sana. Pilih {today} atau sesudahnya.",
    amendment_date_passed: "Di {site} versi ini sudah berlaku sejak {on}, jadi tanggalnya tidak dapat diubah lagi.",
    amendment_nothing_to_move: "Tidak ada isian yang dapat dipindahkan ke versi yang berlaku. Tidak ada yang diubah.",
    amendment_cannot_open:
      "{count} isian tidak dapat dibuka untuk dijawab: terkunci, sudah lengkap, atau nilainya harus berubah. Tidak ada yang dibuka; lihat lagi daftarnya.",
    allocation_not_in_design: "Penelitian ini hanya punya satu kelompok, jadi tidak ada alokasi.",
    baseline_incomplete: "Data awal belum lengkap. Lengkapi kunjungan data awal lebih dulu.",
    baseline_not_locked: "Data awal belum dikunci. Periksa isiannya, lalu kunci kunjungan itu sebelum alokasi.",
    strata_missing:
      "{label} menentukan strata, tetapi belum dijawab, jadi responden ini tidak dapat dialokasikan. Lengkapi isian itu sebelum data awal dikunci.",
    stratum_fixed:
      "{label} sudah menentukan strata responden ini saat alokasi, jadi stratanya tetap dan isian ini tidak diubah. Bila jawabannya keliru, laporkan sebagai salah acak.",
    version_touches_allocation:
      "Versi ini akan mengubah alokasi yang sedang berjalan, padahal daftar acaknya sudah dijanjikan sebelum responden pertama. Pertahankan bagian yang disebutkan atau buat penelitian baru.",
    live_document_differs:
      "Ini bukan dokumen yang dipakai penelitian ini. Pakai berkas yang SHA-256-nya tercantum bersama komitmen.",
    already_allocated: "Responden ini sudah dialokasikan. Alokasi tidak dapat diulang atau dihapus.",
    not_allocated: "Responden ini belum dialokasikan, jadi jadwal kunjungan ini belum ada. Alokasikan lebih dulu.",
    participant_is_duplicate:
      "Nomor {participant} sudah tercatat sebagai nomor kedua dari ibu yang sama. Pakai nomor yang diacak lebih dulu.",
    deviation_open:
      "Salah acak yang sama sudah dilaporkan untuk responden ini dan belum ditutup. Tambahkan catatan di sana.",
    deviation_closed: "Laporan ini sudah ditutup. Bila ada hal baru, buat laporan baru.",
    date_before_allocation: "{date} sebelum alokasi ({allocatedOn}). Isi tanggal ditemukannya, sejak alokasi.",
    text_names_arm:
      "Jangan sebut nama kelompok atau intervensi di sini: yang tersamar juga membacanya. Tulis ulang tanpa nama itu.",
    text_names_participant:
      "Jangan sebut nomor responden di sini: teks ini dibaca di luar catatannya, juga oleh yang tersamar. Tulis ulang tanpa nomor itu.",
    related_unknown: "Nomor {participant} tidak ada di lokasi Anda. Periksa nomornya.",
    related_same: "Kedua nomor itu sama. Isi nomor responden yang lain.",
    stratum_unknown: "Jawaban yang benar belum lengkap. Pilih jawaban untuk setiap pertanyaan strata.",
    stratum_unchanged:
      "Jawaban ini sama dengan yang dipakai saat alokasi. Pilih jawaban yang benar, atau laporkan hal lain.",
    criterion_unknown: "Kriteria ini tidak ada di protokol. Muat ulang halaman, lalu pilih lagi.",
    guess_not_masked: "Anda mengetahui kelompok responden, jadi jawaban Anda bukan tebakan. Tidak perlu diisi.",
    guess_not_due: "Belum waktunya. Pertanyaan ini diajukan setelah pengukuran terakhir responden.",
    guess_recorded: "Tebakan untuk responden ini sudah dicatat dan tidak dapat diubah.",
    file_not_taken: "Berkas ini tidak diterima di sini. Yang diterima: {offered}, paling besar {kilobytes} KB.",
    file_incomplete: "Berkas belum lengkap terkirim. Coba lagi; bagian yang sudah terkirim tidak diulang.",
    file_damaged: "Berkas yang sampai berbeda dari yang dipilih. Pilih lagi berkasnya, lalu kirim ulang.",
    file_other_content: "Isi berkas ini bukan {kind}. Pilih berkas lain.",
    attachment_has_location:
      "Berkas ini menyimpan lokasi tempat ia diambil atau direkam, jadi tidak disimpan. Simpan salinannya tanpa lokasi, lalu pilih salinan itu.",
    too_many_files:
      "Sudah ada {most} berkas untuk pertanyaan ini pada responden ini, jadi tidak dapat ditambah. Pakai salah satunya, atau tanyakan kepada manajer data.",
    too_many_open_files:
      "{most} berkas dari akun ini dimulai sejak kemarin dan belum selesai terkirim. Selesaikan dulu yang menunggu, atau coba lagi besok.",
    draft_too_large:
      "Rancangan ini terlalu besar untuk dijadikan satu berkas di sini: {megabytes} MB, paling besar {most} MB. Keluarkan formulir atau teks yang tidak diperlukan, lalu coba lagi.",
    document_too_slow:
      "Berkas belum jadi dalam {seconds} detik dan dihentikan. Coba lagi saat peladen lebih lengang; bila tetap begitu, beri tahu administrator.",
    documents_waiting: "Banyak berkas sedang menunggu dibuat. Coba lagi sebentar lagi.",
    document_not_made: "Pembuatan berkas terhenti sebelum selesai. Coba lagi.",
    delegation_role_missing:
      "Orang ini tidak memegang peran yang boleh mengerjakan tugas itu. Minta administrator memberi perannya dahulu, atau pilih orang lain.",
    delegation_not_from_today:
      "Pelimpahan tugas berlaku mulai hari ini ({first}), paling jauh mulai {last}; tidak dapat diberi tanggal mundur. Pakai salah satu tanggal itu. Yang dikerjakan sebelumnya tetap tercatat tanpa pelimpahan.",
    training_too_early: "{date} lebih awal dari {first}. Periksa lagi tahunnya.",
    delegation_exists:
      "Tugas ini sudah didelegasikan kepada orang ini di lokasi itu. Akhiri dahulu bila hendak diganti.",
    delegation_ended: "Delegasi ini sudah diakhiri. Muat ulang halaman untuk melihat tanggalnya.",
    cards_not_in_study: "Penelitian ini tidak punya kartu tersegel. Alokasikan lewat sistem bila jaringan sudah ada.",
    card_code_mistyped: "Ada huruf atau angka yang salah ketik. Baca lagi kode di luar kartu, sepuluh huruf dan angka.",
    card_unknown:
      "Kartu dengan kode ini bukan dari penelitian ini. Periksa nama penelitian di kartu, lalu hubungi petugas pengacakan.",
    card_used:
      "Kartu ini sudah dipakai. Satu kartu untuk satu responden: periksa kodenya, dan laporkan kesalahan alokasi bila kartunya sama.",
    card_for_allocated:
      "Responden ini sudah dialokasikan pada {date}; alokasi itu tetap berlaku. Kartu yang terbuka dianggap terpakai: simpan, jangan dipakai lagi, dan laporkan kesalahan alokasi.",
    card_before_go_live:
      "Kartu tercatat dibuka sebelum penelitian diberlakukan pada {date}, padahal kartunya belum ada. Periksa tanggal dan jamnya.",
    card_before_consent: "Kartu dibuka sebelum persetujuan ditandatangani pada {signedOn}. Periksa tanggal dan jamnya.",
    card_reprint_reason:
      "Kartu untuk lokasi dan strata ini sudah pernah dicetak. Tulis alasan mencetak ulang, dan musnahkan kartu lama.",
    arm_masked: "Kelompok responden tersamar untuk Anda. Bila ada kedaruratan, hubungi peneliti.",
    already_unblinded: "Samaran penelitian ini sudah dibuka.",
    study_not_unblinded: "Samaran penelitian ini belum dibuka. Kunci penelitian, buka samarannya, lalu coba lagi.",
    trial_of_test_running:
      "Uji klinis dari rancangan yang sama sedang berjalan, dan bundel penelitian uji ini akan membocorkan ukuran bloknya. Ambil sesudah samaran uji klinis itu dibuka.",
    masking_one_way: "Penyamaran hanya dapat dibuka, tidak dapat dipasang lagi. Pilih tingkat yang lebih terbuka.",
    masking_own_assignment: "Ini penugasan Anda sendiri. Mintalah dua orang lain untuk mengajukan dan memutuskannya.",
    masking_request_open: "Sudah ada pengajuan untuk penugasan ini. Tunggu keputusannya.",
    masking_request_decided: "Pengajuan ini sudah diputuskan. Muat ulang halaman untuk melihat hasilnya.",
    masking_assignment_ended: "Penugasan ini sudah berakhir, jadi pengajuannya hanya dapat ditolak.",
    second_person_needed: "Anda yang mengajukan, jadi orang lain yang memutuskan. Mintalah rekan yang berwenang.",
    account_unmasked:
      "Akun ini pernah mengetahui kelompok di penelitian ini, jadi tidak dapat diberi peran tersamar. Pilih orang lain.",
    account_masked:
      "Akun ini sedang tersamar, dan peran ini akan membuka samarannya. Ubah dulu penyamarannya di halaman penyamaran, oleh dua orang.",
    password_wrong: "Kata sandi tidak cocok, jadi tidak ada yang dibuka. Periksa lagi, lalu coba lagi.",
    not_masked: "Anda tidak tersamar, jadi tidak ada samaran yang perlu dibuka. Lihat halaman responden.",
    unmasking_shown_already:
      "Kelompok responden ini sudah ditampilkan satu kali. Bila belum tercatat, buka lagi samarannya sebagai pembukaan baru.",
    unmasked_cannot_assess: "Yang membuka samaran responden ini tidak boleh menilai luarannya. Minta penilai lain.",
    import_refused:
      "Berkas tidak diimpor; tidak ada satu baris pun yang tersimpan. Perbaiki semua masalah yang disebutkan, lalu impor lagi.",
    file_unreadable:
      "Berkas tidak dapat dibaca. Simpan sebagai CSV UTF-8 dengan nama kolom di baris pertama, lalu coba lagi.",
    file_missing: "Berkas {file} tidak ada. Periksa nama dan foldernya.",
    file_not_opened: "Berkas {file} tidak dapat dibuka. Periksa apakah ini berkas dan Anda boleh membacanya.",
    file_not_utf8: "Berkas {file} bukan teks UTF-8. Simpan lagi sebagai UTF-8.",
    file_not_written:
      "Berkas {file} tidak dapat ditulis ({reason}). Sebutkan nama berkas di folder yang ada dan boleh Anda tulisi.",
    json_invalid:
      "Ini bukan JSON: baris {line}, kolom {column} tidak dapat dibaca. Perbaiki di tempat itu, lalu periksa lagi.",
    reported_table_invalid:
      "Tabel ini belum dapat diperiksa. Perbaiki setiap bagian yang disebutkan, lalu periksa lagi.",
    allocation_bundle_invalid:
      "Berkas alokasi ini tidak dapat dibaca. Salin lagi dari berkas aslinya, lalu periksa lagi.",
    study_bundle_invalid: "Berkas penelitian ini tidak utuh. Ekspor lagi dari sumbernya, lalu pilih berkas itu.",
    study_bundle_withheld:
      "Berkas ini dibuat tanpa pengaturan pengacakan, jadi belum dapat menjadi penelitian. Impor sebagai rancangan.",
    snapshot_masked:
      "Data ini tersamar untuk Anda sampai penelitian dikunci dan samarannya dibuka. Bekukan data tanpa kelompok.",
    snapshot_name_taken: "Nama ini sudah dipakai data beku lain. Pilih nama lain.",
    analysis_not_possible: "Analisis ini tidak dapat dihitung dari data yang ada. Lihat alasannya di samping hasil.",
    pilot_not_frozen: "Belum ada data beku penelitian ini yang boleh Anda baca. Bekukan datanya dulu.",
  } satisfies Record<RefusalCode, Message>,
  en: {
    not_signed_in:
      "You are not signed in, or your session has ended. Sign in again; what you typed on this device is safe.",
    not_found: "Not found, or not for you. Check the number or the address.",
    not_allowed: "Your role does not allow this. Ask the study coordinator.",
    invalid_credentials: "User name and password do not match. Check both and sign in again.",
    too_many_attempts: "Too many attempts. Wait {seconds} seconds, then try again.",
    link_invalid: "This link was used, has expired, or is not whole. Ask the administrator for a new one.",
    password_too_weak:
      "This password is easy to guess. Use at least 12 characters, for example several unrelated words.",
    username_taken: "This user name is taken. Choose another.",
    account_disabled: "This account is not active. Ask the system administrator.",
    last_administrator: "This is the last administrator. Appoint another one first.",
    roles_not_separate: "One person may not hold both roles: who treats does not assess. Choose another person.",
    needs_every_site:
      "This concerns the whole study, and your role holds at some of its sites only. Leave it to somebody whose role holds at every site, or ask the administrator for such a role.",
    administrator_without_role:
      "The account {username} administers the system, so it holds no role in a study with real participants. Choose an account that is no administrator; who also does research has an account of its own for that.",
    administrator_opens_no_study:
      "Whoever opens a live study becomes its investigator, and an administrator is none. Share this draft with the investigator, who copies and opens it; if that is you, use your account that is no administrator.",
    invalid_input: "Something in this could not be read. Check what is marked, then try again.",
    request_too_large:
      "This is too large to be read at once. A study document may have up to 20 MB: save it without indentation, or divide its forms between two studies. Of anything else, send fewer rows at a time.",
    command_id_reused: "This was sent under the number of something else. Reload the page and save again.",
    revision_conflict:
      "Somebody changed these data after you opened them. Nothing you typed is lost: open the newest version, compare, and save again.",
    database_unavailable: "The store cannot be reached at the moment. What you typed is safe; try again shortly.",
    protocol_invalid: "This protocol is not right yet. Correct every problem listed, then check again.",
    study_key_taken: "This study key is taken. Choose another in the protocol.",
    study_not_live: "This study is not open for data yet. An investigator opens it on the study page.",
    study_already_live: "This study is open already. Changes now go through a protocol amendment.",
    study_locked: "This study is locked, so its data cannot change. Ask the data manager if something is wrong.",
    study_not_locked: "This study is not locked. Lock it before unblinding.",
    clock_not_allowed: "Only simulated and practice studies may set the clock. Use the real time.",
    ethics_missing: "The protocol names no ethics approval. Add committee, number and dates before opening the study.",
    ethics_not_yet: "The ethics approval begins {on}. Wait for that day, or enter the date that its letter names.",
    ethics_expired: "The ethics approval has ended. Renew it and enter the new date in the protocol.",
    date_before_ethics:
      "{date} lies before the ethics approval, which began {on}. Check the date; before that day no mother may be asked to take part.",
    date_after_ethics:
      "On {date} the ethics approval had ended ({on}). Check the date; ask no mother to take part until it is renewed.",
    already_approved:
      "You have approved this go-live already. One other account, an investigator or a data manager, has to approve it too.",
    approval_seed_differs:
      "The approval given before names another seed, or none. Give the same one, or have that approval withdrawn first.",
    approval_missing: "You have no approval to withdraw. Reload the page to see how it stands now.",
    draft_read_only: "You may read this draft, not change it. Ask its owner to make you an editor.",
    draft_closed: "This draft is closed. Make a copy of it to go on.",
    draft_published: "A study was made of this draft, so it stays. Close it, or make a copy of it.",
    draft_settings_hidden:
      "A running trial allocates by these settings, so they cannot be changed. Change other parts.",
    draft_name_taken: "The key “{name}” belongs to another part of this list already. Choose another key.",
    draft_shared_by_role:
      "An amendment is open to the study's investigators and data managers. Ask the administrator for such a role.",
    draft_owner_stays: "The owner of a draft keeps it. Choose somebody else.",
    draft_amends_study: "This draft amends a running study. Publish it as an amendment.",
    account_unknown: "There is no active account with the user name {username}. Check the spelling.",
    findings_open: "This protocol has {count} open findings. Mend them, or sign each with a reason.",
    exception_not_open:
      "One of the exceptions is for a finding that is not open or has to be mended. Reload, then choose again.",
    exception_reason_short: {
      one: "1 reason is too short. Write why it is left open, in at least {least} letters, so that others can judge it.",
      other:
        "{count} reasons are too short. Write why each is left open, in at least {least} letters, so that others can judge it.",
    },
    screening_incomplete: "Not every screening question is answered. Answer those marked.",
    screening_closed: "This screening is closed. Start a new one if the mother wants to take part after all.",
    not_eligible:
      "This mother does not meet the criteria and cannot be enrolled. The reason is kept with the screening.",
    consent_missing: "Informed consent is not recorded. Record it first.",
    consent_declined: "The mother declined. Nothing else may be recorded about her.",
    consent_not_current: "This consent form is not the version in force. Use the newest and ask again.",
    consent_purpose_required: "A required consent is not ticked. Without it the mother cannot take part.",
    already_enrolled: "This mother is enrolled already. Open her participant page.",
    identity_incomplete: "The personal details are not complete. Enter a name of at least two letters.",
    consent_before_screening: "The consent of {signedOn} lies before the screening on {screenedOn}. Check the date.",
    date_in_future: "{date} has not come yet. Use today's date or an earlier one.",
    date_before_enrolment: "{date} lies before the enrolment on {enrolledOn}. Check the date.",
    participant_ended:
      "This participant's part in the study had ended by that date. Use an earlier date, or ask the coordinator.",
    visit_not_in_schedule: "This visit is not in this participant's schedule. Choose one that is.",
    visit_not_yet_due: "This visit may take place from {from}. Check the date it was performed.",
    visit_out_of_order: "The visit before it is not recorded. Fill it first, or record it as missed.",
    visit_outside_window:
      "The date lies outside {from} to {to}. Check it, or give a reason; it will count as a protocol deviation.",
    visit_already_recorded: "This visit holds data already. Open the entry to change it.",
    visit_missed: "This visit was recorded as missed. Ask the data manager if it took place after all.",
    visit_incomplete: "This visit is not complete. Fill in first: {open}.",
    form_not_in_visit: "This form does not belong to that visit. Choose one from the visit's list.",
    values_invalid: "Some answers need correcting. Nothing you typed is lost; see what is marked.",
    change_reason_required: "This was saved before. Give a reason for the change, then save again.",
    entry_locked: "This visit is locked, so its entries cannot change. Ask the data manager if something is wrong.",
    performer_cannot_assess: "Whoever treated this participant may not assess her outcome. Ask another assessor.",
    assessor_cannot_treat: "Whoever assessed this participant may not treat her. Ask another provider.",
    performer_not_qualified: "This person does not hold a role for that form. Choose somebody who does.",
    version_not_in_force:
      "This form was opened under version {version} of the protocol, which does not hold for this entry. Nothing typed is lost: open the form again and enter it there.",
    amendment_refused:
      "{count} of the changes would alter what is already captured. Each is listed with how to do it instead.",
    amendment_outdated:
      "This draft was begun from version {from}, but {newest} has been published since. Begin it again from the newest version.",
    amendment_date_early:
      "At {site} the version cannot hold from {on}: that day has passed there. Choose {today} or later.",
    amendment_date_passed: "At {site} this version has been in force since {on}, so its date cannot change any more.",
    amendment_nothing_to_move: "No entry can be moved to the version in force. Nothing was changed.",
    amendment_cannot_open:
      "{count} of the entries cannot be opened for answers: locked, complete already, or a value would have to change. None was opened; look at the list again.",
    allocation_not_in_design: "This study has one group, so nobody is allocated.",
    baseline_incomplete: "The baseline is not complete. Complete the baseline visit first.",
    baseline_not_locked: "The baseline is not locked. Check it and lock the visit before allocation.",
    strata_missing:
      "{label} decides the stratum and has no answer, so this participant cannot be allocated. Complete it before the baseline is locked.",
    stratum_fixed:
      "{label} decided this participant’s stratum at allocation, so the stratum stays and this answer is not changed. If it is wrong, report an allocation error.",
    version_touches_allocation:
      "This version would change an allocation that is running, and its list was promised before the first participant. Keep the parts listed, or start a new study.",
    live_document_differs:
      "This is not the document the study runs by. Take the file whose SHA-256 stands with the commitment.",
    already_allocated: "This participant is allocated already. An allocation is never repeated or deleted.",
    not_allocated: "This participant is not allocated, so this visit has no date yet. Allocate first.",
    participant_is_duplicate:
      "Number {participant} is recorded as a second number of the same mother. Use the number that was allocated first.",
    deviation_open: "The same allocation error of this participant is recorded and not closed yet. Add a note there.",
    deviation_closed: "This record is closed. If there is something new, make a new one.",
    date_before_allocation:
      "{date} is before the allocation ({allocatedOn}). Enter when it was found, from the allocation on.",
    text_names_arm:
      "Do not name a group or an intervention here: masked people read it too. Write it without that name.",
    text_names_participant:
      "Do not name a participant's number here: this text is read outside her record, by masked people too. Write it without the number.",
    related_unknown: "There is no number {participant} at your sites. Check the number.",
    related_same: "Both numbers are the same. Enter the number of the other participant.",
    stratum_unknown: "The right answers are not complete. Choose an answer for each stratification question.",
    stratum_unchanged:
      "These are the answers that the allocation used. Choose the right ones, or report something else.",
    criterion_unknown: "This criterion is not in the protocol. Reload the page and choose again.",
    guess_not_masked:
      "You know the participants' groups, so your answer would be no guess. Nothing needs to be entered.",
    guess_not_due: "Not yet. This is asked after the participant's last measurement.",
    guess_recorded: "The guess for this participant is recorded and cannot be changed.",
    file_not_taken: "This file is not taken here. Taken: {offered}, {kilobytes} KB at most.",
    file_incomplete: "The file has not arrived whole. Try again; what has arrived is not sent twice.",
    file_damaged: "The file that arrived is not the one that was chosen. Choose it again and send it once more.",
    file_other_content: "The content of this file is not {kind}. Choose another file.",
    attachment_has_location:
      "This file holds the place where it was taken or recorded, so it is not kept. Save a copy without the location and choose that copy.",
    too_many_files:
      "There are already {most} files for this question of this participant, so no more can be added. Use one of them, or ask the data manager.",
    too_many_open_files:
      "{most} files of this account were begun since yesterday and have not arrived whole. Let those that wait be sent first, or try again tomorrow.",
    draft_too_large:
      "This draft is too large for one file here: {megabytes} MB, {most} MB at most. Take out forms or texts that it does not need, and try again.",
    document_too_slow:
      "The file was not ready within {seconds} seconds and was stopped. Try again when the server has less to do; if it stays so, tell the administrator.",
    documents_waiting: "Many files are waiting to be made. Try again in a moment.",
    document_not_made: "Making the file stopped before it was done. Try again.",
    delegation_role_missing:
      "This person holds no role that may do this task. Ask the administrator for the role first, or choose somebody else.",
    delegation_not_from_today:
      "A delegation begins today ({first}) or later, by {last} at the latest; it is never dated back. Use one of these dates. What was done before stays recorded without one.",
    training_too_early: "{date} lies before {first}. Check the year.",
    delegation_exists: "This task is delegated to this person at that site already. End it first to change it.",
    delegation_ended: "This delegation has been ended. Reload the page to see its date.",
    cards_not_in_study: "This study has no sealed cards. Allocate here once there is a network.",
    card_code_mistyped:
      "A letter or digit is wrong. Read the code on the outside of the card again: ten letters and digits.",
    card_unknown:
      "No card of this study has this code. Check the study on the card, then call the randomization officer.",
    card_used:
      "This card is used already. One card is for one participant: check the code, and report an allocation error if it is the same card.",
    card_for_allocated:
      "This participant was allocated on {date}, and that stands. The opened card counts as used: keep it, give it to nobody, and report an allocation error.",
    card_before_go_live:
      "The card is said to have been opened before the study went live on {date}, when there was no card yet. Check the date and time.",
    card_before_consent: "The card was opened before the consent was signed on {signedOn}. Check the date and time.",
    card_reprint_reason:
      "The cards for this site and stratum were printed before. Give the reason for printing again, and destroy the old cards.",
    arm_masked: "The arm is masked for you. In an emergency, ask the investigator.",
    already_unblinded: "This study is unblinded already.",
    study_not_unblinded: "This study is not unblinded. Lock it, unblind it, then try again.",
    trial_of_test_running:
      "The trial from the same draft is running, and the bundle of this test would tell its block sizes. Take it once that trial is unblinded.",
    masking_one_way: "Masking can only be lifted, never put back. Choose a level that shows more.",
    masking_own_assignment: "This is your own assignment. Ask two other people to request and to decide it.",
    masking_request_open: "A request for this assignment is open already. Wait for its decision.",
    masking_request_decided: "This request was decided already. Reload the page to see how.",
    masking_assignment_ended: "This assignment has ended, so its request can only be declined.",
    second_person_needed: "You asked for this, so somebody else decides. Ask a colleague who may.",
    account_unmasked:
      "This account has known arms in this study, so it cannot get a masked role there. Choose another person.",
    account_masked:
      "This account is masked, and this role would unmask it. First have its masking changed by two people, on the masking page.",
    password_wrong: "The password does not match, so nothing was unmasked. Check it and try again.",
    not_masked: "You are not masked, so there is nothing to unmask. See the participant's page.",
    unmasking_shown_already:
      "The arm of this participant was shown once already. If it was not noted, unmask again as a new act.",
    unmasked_cannot_assess: "Whoever unmasked this participant may not assess her outcome. Ask another assessor.",
    import_refused:
      "The file was not imported; not one row was stored. Correct every problem listed, then import again.",
    file_unreadable:
      "The file cannot be read. Save it as CSV in UTF-8 with the column names in the first line, then try again.",
    file_missing: "There is no file {file}. Check its name and folder.",
    file_not_opened: "The file {file} cannot be opened. Check that it is a file and that you may read it.",
    file_not_utf8: "The file {file} is not text in UTF-8. Save it again as UTF-8.",
    file_not_written:
      "The file {file} cannot be written ({reason}). Name a file in a folder that exists and that you may write to.",
    json_invalid:
      "This is not JSON: line {line}, column {column} cannot be read. Correct that place, then check again.",
    reported_table_invalid: "This table cannot be checked yet. Correct every part listed, then check again.",
    allocation_bundle_invalid:
      "This allocation bundle cannot be read. Copy it again from the original, then check again.",
    study_bundle_invalid: "This study file is not whole. Export it again from where it came, then choose that file.",
    study_bundle_withheld:
      "This file was written without the settings of the randomization, so no study can be made of it. Import it as a draft.",
    snapshot_masked: "These data are masked for you until the study is locked and unblinded. Freeze without the arm.",
    snapshot_name_taken: "Another frozen data set has this name. Choose another.",
    analysis_not_possible: "This analysis cannot be computed from these data. The reason stands beside the result.",
    pilot_not_frozen: "This study has no frozen data that you may read. Freeze its data first.",
  },
});
